// Reads anything as a journal's export. What comes in whole must come out the same after being written and read again,
// in every format.

#include <gongdan/desk/exchange.hpp>
#include <gongdan/journal/chain.hpp>
#include <gongdan/lifecycle/catalogue.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

using namespace gongdan;

namespace {

constexpr journal_format formats[] = {journal_format::jsonl, journal_format::csv, journal_format::xes,
                                      journal_format::ocel};

/// All that is written of the entries, and their order.
chain_link link_of(std::vector<entry> const& entries) {
    chain_link link{};
    row_texts texts;
    std::string scratch;
    for (entry const& e : entries) link = next_link(link, row_of(e, texts), scratch);
    return link;
}

void check(source const& from, journal_format format) {
    auto const types = builtin_lifecycles();
    memory_journal j;
    auto entries = import_journal(from, format, types, [](fault const&) {});
    j.append(entries);
    for (auto const by : formats) {
        source const written{"written", export_journal(j, by, {true})};
        auto again = import_journal(written, by, types, [](fault const&) { std::abort(); });
        for (std::size_t i = 0; i < again.size(); ++i) again[i].sequence = i + 1;
        if (link_of(again) != link_of(entries)) std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    for (auto const format : formats) {
        try {
            check(from_text("fuzz", {reinterpret_cast<char const*>(data), size}), format);
        } catch (input_error const&) {  // refused with a sentence, as it should be
        }
    }
    return 0;
}
