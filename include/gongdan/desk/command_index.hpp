#pragma once

#include <gongdan/core/ids.hpp>

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Which tickets a command id may have gone to: by a hash of it, 16 bytes a command. What it names is looked up in the
/// ticket's history, so that ids that share a hash cost time and nothing else.
class command_index {
public:
    using slot = std::pair<std::uint64_t, std::uint64_t>;  ///< hash and ticket; no ticket: free

    /// FNV-1a, which is the same in every process: a snapshot keeps it.
    [[nodiscard]] static std::uint64_t hash(std::string_view id) {
        std::uint64_t h = 0xcbf29ce484222325;
        for (char const c : id) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3;
        return h;
    }

    void add(std::string_view id, ticket_id ticket) { add({hash(id), ticket.value}); }
    void add(slot s) {
        if (slots_.size() < 2 * (size_ + 1)) grow();
        auto i = s.first & (slots_.size() - 1);
        for (; slots_[i].second != 0; i = (i + 1) & (slots_.size() - 1))
            if (slots_[i] == s) return;
        slots_[i] = s;
        ++size_;
    }

    /// Calls `use` with each ticket that may have had the command, until it says true.
    template <class Use>
    void each(std::string_view id, Use use) const {
        if (slots_.empty()) return;
        auto const h = hash(id);
        for (auto i = h & (slots_.size() - 1); slots_[i].second != 0; i = (i + 1) & (slots_.size() - 1))
            if (slots_[i].first == h && use(ticket_id{slots_[i].second})) return;
    }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::vector<slot> const& slots() const { return slots_; }
    void reserve(std::size_t commands) {
        while (slots_.size() < 2 * (commands + 1)) grow();
    }

private:
    void grow() {
        auto const old = std::exchange(slots_, std::vector<slot>(slots_.empty() ? 64 : 2 * slots_.size()));
        size_ = 0;
        for (slot const& s : old)
            if (s.second != 0) add(s);
    }

    std::vector<slot> slots_;  ///< a power of two, at most half full
    std::size_t size_ = 0;
};

}}  // namespace gongdan
