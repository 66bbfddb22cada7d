#pragma once

#include <gongdan/dispatch/detail/vroom_problem.hpp>
#include <gongdan/dispatch/detail/vroom_solution.hpp>
#include <gongdan/dispatch/solomon.hpp>
#include <gongdan/dispatch/vroom.hpp>

#include <map>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE dispatch::problem read_vroom(source const& from) {
    auto const good = [&](dispatch::problem p) {
        if (auto const fault = fault_of(p)) throw input_error({{from.name, 0, {}}, fault->en});
        return p;
    };
    if (dispatch::is_solomon(from.text)) return good(dispatch::read_solomon(from.text, from.name));
    auto const document = read_json(from);
    return good(vroom_detail::problem_reader{document.root()}.read());
}

GONGDAN_INLINE dispatch::plan read_vroom_solution(source const& from, dispatch::problem const& p) {
    auto const document = read_json(from);
    data_view const root = document.root();
    if (root.optional_integer("code").value_or(0) != 0) root.fail("code", "is not 0: there is no solution in it");
    std::map<std::uint64_t, dispatch::place> where;
    for (dispatch::visit const& v : p.visits) where[v.id] = v.where;
    dispatch::plan made;
    for (data_view const r : root.array("routes")) {
        dispatch::route read;
        read.crew = static_cast<std::uint64_t>(r.integer("vehicle", 0));
        for (data_view const s : r.array("steps")) read.steps.push_back(vroom_detail::step_of(s, where));
        made.routes.push_back(std::move(read));
    }
    for (data_view const u : root.optional_array("unassigned"))
        made.unplaced.push_back({vroom_detail::id_of(u), dispatch::reason::no_room});
    return made;
}

GONGDAN_INLINE std::string vroom_text(dispatch::problem const& p,
                                      dispatch::plan const& made,
                                      std::optional<computing_times> took) {
    return vroom_detail::solution_writer{p, made, false}.text(took);
}

GONGDAN_INLINE std::string plan_text(dispatch::problem const& p,
                                     dispatch::plan const& made,
                                     std::optional<computing_times> took) {
    return vroom_detail::solution_writer{p, made, true}.text(took);
}

}}  // namespace gongdan
