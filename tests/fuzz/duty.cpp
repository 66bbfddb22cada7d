// Reads anything as recurring duties and as tables of places: a plan can be made of what was read, or there is a sentence.

#include <gongdan/calendar/china.hpp>
#include <gongdan/duty/file.hpp>
#include <gongdan/time/civil.hpp>

#include <cstdint>
#include <cstdlib>

using namespace gongdan;

namespace {

void plan(duty::program const& rules, std::vector<duty::place> const& places) {
    duty::plan_request const wanted{on("2026-03-02"), on("2026-06-30"), &places};
    auto const p = duty::make_plan(rules, china(), wanted);
    if (!p && p.why().en.empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string const text{reinterpret_cast<char const*>(data), size};
    try {
        plan(duty::read_program(from_text("fuzz", text)), {{"A", duty::place_class::household, "a", "b"}});
    } catch (input_error const& e) {
        if (e.what_and_where().reason.empty()) std::abort();
    }
    try {
        plan(duty::handbook(), duty::read_places(from_text("fuzz", text), [](fault const& f) {
                 if (f.reason.empty()) std::abort();
             }));
    } catch (input_error const& e) {
        if (e.what_and_where().reason.empty()) std::abort();
    }
    return 0;
}
