#pragma once

#include <gongdan/simulate/detail/read_spans.hpp>
#include <gongdan/simulate/detail/stages.hpp>

#include <algorithm>
#include <string_view>
#include <vector>

// What work takes step by step, read from a scenario. Of use to file.ipp alone.

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace scenario_detail {

inline std::vector<std::string_view> timed_names(script const& s) {
    std::vector<std::string_view> names;
    for (run_detail::placed_step const& p : run_detail::placed_steps(s))
        if (run_detail::takes_time(p)) names.push_back(p.name());
    return names;
}

inline step_time read_step(data_view v, script const& acts) {
    v.only({"type", "class", "step", "takes", "fails"});
    step_time t;
    t.step = v.text("step");
    auto const known = timed_names(acts);
    if (std::find(known.begin(), known.end(), t.step) == known.end()) v.fail("step", unknown_name(t.step, known));
    t.takes = read_distribution(v.get("takes"));
    t.fails = v.optional_number("fails", 0, 0.999).value_or(0);
    bool const again =
        std::any_of(acts.retries.begin(), acts.retries.end(), [&](script_retry const& r) { return r.event == t.step; });
    if (t.fails > 0 && !again) {
        std::string names;
        for (script_retry const& r : acts.retries) names.append(names.empty() ? "" : ", ").append(r.event);
        v.fail("fails", names.empty() ? fmt::format("no step of '{}' is done again", acts.type)
                                      : fmt::format("of '{}' only these are done again: {}", acts.type, names));
    }
    return t;
}

/// The steps of one class: what is said of it goes before what is said of its type.
inline std::vector<step_time> steps_for(data_items all, ticket_class const& c, script const& acts) {
    std::vector<step_time> steps;
    auto const has = [&](std::string_view name) {
        return std::any_of(steps.begin(), steps.end(), [&](step_time const& t) { return t.step == name; });
    };
    for (std::string_view const key : {"class", "type"}) {
        std::size_t const before = steps.size();
        for (data_view const v : all) {
            if (v.optional_text(key) != std::optional<std::string_view>{key == "class" ? c.name : c.type}) continue;
            if (acts.type == kind::imported) v.fail("plain tickets have no steps: their class has 'service'");
            auto t = read_step(v, acts);
            auto const own =
                std::find_if(steps.begin(), steps.end(), [&](step_time const& x) { return x.step == t.step; });
            if (own >= steps.begin() + static_cast<std::ptrdiff_t>(before) && own != steps.end())
                v.fail("step", fmt::format("{} stands twice", gongdan::quoted(t.step)));
            if (!has(t.step)) steps.push_back(std::move(t));
        }
    }
    return steps;
}

/// `service` beside steps: the work up to the first step after the begin.
inline void add_whole(data_view v, ticket_class& c, script const& acts) {
    step_time t;
    t.step = acts.done.front().what.event;
    t.takes = read_distribution(v);
    for (step_time const& s : c.steps)
        if (s.step == t.step)
            v.fail(fmt::format("it is the time up to '{0}', and [[service]] gives '{0}' one, too", t.step));
    c.steps.push_back(std::move(t));
}

inline void check_course(data_view v, ticket_class const& c, script const& acts) {
    auto const made = run_detail::course_of(c, acts);
    if (made.first_visit == made.all.size())
        v.fail("service", "only the office has times: what does the crew's work take?");
    if (!made.unsaid.empty())
        v.fail(fmt::format("a crew comes once more after the office's '{}': '{}' or a step after it needs a time",
                           made.all.back().end.front().what.event, made.unsaid.back().what.event));
}

/// Each `[[service]]` is for a class, or for a type that there is.
inline void check_service(data_view v, std::vector<ticket_class> const& classes) {
    if (v.has("type") == v.has("class")) v.fail("it is for a 'type' or for a 'class'");
    std::string_view const key = v.has("type") ? "type" : "class";
    std::vector<std::string_view> names;
    for (ticket_class const& c : classes) names.push_back(key == "type" ? c.type : c.name);
    auto const name = v.text(key);
    if (std::find(names.begin(), names.end(), name) == names.end()) v.fail(key, unknown_name(name, names));
}

}}}}  // namespace gongdan::simulate::scenario_detail
