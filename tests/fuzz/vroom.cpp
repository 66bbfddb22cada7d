// Reads anything as a problem; what can be read must be planned, and the plan must pass the check, written and read back too.

#include <gongdan/dispatch/check.hpp>
#include <gongdan/dispatch/explain.hpp>
#include <gongdan/dispatch/planner.hpp>
#include <gongdan/dispatch/report.hpp>
#include <gongdan/dispatch/vroom.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace gongdan;

namespace {

void plan_it(std::string text) {
    auto const p = read_vroom(from_text("fuzz", std::move(text)));
    if (p.places > 50 || p.visits.size() > 50 || p.crews.size() > 50) return;
    dispatch::effort how;
    how.iterations = 30;
    auto const made = make_plan(p, how);
    if (!made || !check(p, *made).empty()) std::abort();
    if (plan_html(p, *made).empty() || plan_csv(p, *made).empty()) std::abort();
    if (!check(p, read_vroom_solution(source{"again", plan_text(p, *made)}, p)).empty()) std::abort();
    for (dispatch::visit const& v : p.visits)
        if (!explain(p, *made, v.id) || !slots(p, *made, v.id)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    try {
        plan_it({reinterpret_cast<char const*>(data), size});
    } catch (input_error const&) {}
    return 0;
}
