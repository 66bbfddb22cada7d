// Reads anything as key figures: figures that can be computed of a desk without tickets, or a refusal with a sentence.

#include <gongdan/calendar/china.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/report/kpi_file.hpp>
#include <gongdan/sla/books.hpp>

#include <cstdint>
#include <cstdlib>

using namespace gongdan;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static desk const empty{china(), gas(), builtin_lifecycles()};
    try {
        auto const all = report::read_kpis(from_text("fuzz", {reinterpret_cast<char const*>(data), size}));
        report::scope const s{start_of({20'000})};
        std::vector<report::kpi_rows> const rows{{{}, figures_of(all, report::snapshot{empty, s}, s)}};
        if (kpi_csv(rows).empty()) std::abort();
    } catch (input_error const& e) {
        if (e.what_and_where().reason.empty()) std::abort();
    }
    return 0;
}
