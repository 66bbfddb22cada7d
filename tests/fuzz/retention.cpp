// Reads anything as rules of retention: rules that each say how long for known types, or a refusal with a sentence.

#include <gongdan/desk/retention_file.hpp>
#include <gongdan/lifecycle/catalogue.hpp>

#include <cstdint>
#include <cstdlib>

using namespace gongdan;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static auto const types = builtin_lifecycles();
    try {
        auto const r = read_retention(from_text("fuzz", {reinterpret_cast<char const*>(data), size}), types);
        if (r.rules.empty()) std::abort();
        for (retention_rule const& rule : r.rules)
            if (rule.years < 0 || rule.days < 0) std::abort();
    } catch (input_error const& e) {
        if (e.what_and_where().reason.empty()) std::abort();
    }
    return 0;
}
