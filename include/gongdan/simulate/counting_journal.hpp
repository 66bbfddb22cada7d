#pragma once

#include <gongdan/journal/journal.hpp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

/// Counts entries and keeps none, so that a long simulation needs no more memory than a short one. A desk on it must be
/// told everything in the order in which it happens.
class counting_journal final : public journal {
public:
    void append(std::vector<entry>& entries) override {
        for (entry& e : entries) e.sequence = ++count_;
    }
    void read(std::uint64_t, std::function<void(entry const&)> const&) const override {}
    [[nodiscard]] std::vector<entry> history(ticket_id) const override { return {}; }
    [[nodiscard]] std::uint64_t last() const override { return count_; }

private:
    std::uint64_t count_ = 0;
};

}  // namespace simulate
}}  // namespace gongdan
