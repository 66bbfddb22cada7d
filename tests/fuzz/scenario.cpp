// Reads anything as a scenario: one that a simulation could be made of, or a refusal with a sentence.

#include <gongdan/simulate/file.hpp>

#include <cmath>
#include <cstdint>
#include <cstdlib>

using namespace gongdan;

namespace {

bool usable(simulate::scenario const& s) {
    return s.per_unit() > 0 && s.warm_up < s.horizon && !s.crews.empty() && !s.classes.empty() &&
           std::isfinite(s.horizon) && s.replications > 0;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    try {
        if (!usable(simulate::read_scenario(from_text("fuzz", {reinterpret_cast<char const*>(data), size}))))
            std::abort();
    } catch (input_error const& e) {
        if (e.what_and_where().reason.empty()) std::abort();
    }
    return 0;
}
