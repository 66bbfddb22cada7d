// Fits a scenario to any log: one that `read_scenario` takes as it is, or a refusal with a sentence.

#include <gongdan/simulate/file.hpp>
#include <gongdan/simulate/fit_text.hpp>

#include <cstdint>
#include <cstdlib>

using namespace gongdan;

namespace {

constexpr char map_text[] = R"(
name = "any"
ticket = "n"
type = "t"
level = { column = "l", values = { "1" = "L1", "4" = "L4" } }
opened = "o"
[visit]
crew = "c"
sent = "s"
arrived = "a"
left = "e"
)";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    try {
        static mapping const map = read_mapping(from_text("map", map_text));
        auto const sink = [](fault const& f) {
            if (f.reason.empty()) std::abort();
        };
        auto const log = simulate::observe(
            foreign_tickets(from_text("fuzz", {reinterpret_cast<char const*>(data), size}), map, sink), map, "fuzz",
            sink);
        auto const f = simulate::fit_log(log, {});
        if (!f) return f.why().en.empty() ? std::abort(), 0 : 0;
        try {
            if (simulate::read_scenario(from_text("fitted", simulate::scenario_text(*f))).classes.empty()) std::abort();
        } catch (input_error const&) { std::abort(); }
    } catch (input_error const& e) {
        if (e.what_and_where().reason.empty()) std::abort();
    }
    return 0;
}
