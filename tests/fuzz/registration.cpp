// Reads anything as application forms, both ways: each form is checked, each fault has its sentences.

#include <gongdan/registration/file.hpp>

#include <cstdint>
#include <cstdlib>

using namespace gongdan;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size == 0) return 0;
    std::string const text{reinterpret_cast<char const*>(data), size};
    for (bool const as_csv : {false, true}) try {
            registration::read_forms(
                from_text("fuzz", text), as_csv,
                [](registration::form_line const& l) {
                    for (registration::form_fault const& f : registration::check(l, {}))
                        if (f.says.zh.empty() || f.says.en.empty() || f.rule.empty()) std::abort();
                },
                [](fault const& f) {
                    if (f.reason.empty()) std::abort();
                });
        } catch (input_error const& e) {
            if (e.what_and_where().reason.empty()) std::abort();
        }
    return 0;
}
