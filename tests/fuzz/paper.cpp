// Reads anything as a template of a paper: one that can be filled in and written back, or a refusal with a sentence.

#include <gongdan/report/paper_file.hpp>

#include <cstdint>
#include <cstdlib>

using namespace gongdan;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    try {
        auto const t = report::read_paper(from_text("fuzz", {reinterpret_cast<char const*>(data), size}));
        auto const again = to_toml(report::read_paper(from_text("again", to_toml(t))));
        if (again != to_toml(t)) std::abort();
        report::paper_data d;
        d.fields["number"] = {"{number}"};
        d.lists["steps"] = {{{"event", {"x"}}}};
        if (html_of(sheets(t, d)).empty() || csv_of(t, d).empty()) std::abort();
    } catch (input_error const& e) {
        if (e.what_and_where().reason.empty()) std::abort();
    }
    return 0;
}
