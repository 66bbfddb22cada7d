// Reads anything as a schedule of fees: prices that do not overlap, or a refusal with a sentence.

#include <gongdan/fee/file.hpp>

#include <cstdint>
#include <cstdlib>

using namespace gongdan;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    try {
        auto const s = fee::read_schedule(from_text("fuzz", {reinterpret_cast<char const*>(data), size}));
        std::vector<fee::work_done> work;
        for (auto const& w : s.work) work.push_back({w.code, 3});
        if (auto const b = fee::bill_of(s, work, minutes{50}, on("2026-03-02")); b && b->total.fen < 0) std::abort();
    } catch (input_error const& e) {
        if (e.what_and_where().reason.empty()) std::abort();
    }
    return 0;
}
