#pragma once

#include <gongdan/core/config.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// From short codes to small numbers, asked with every command: where a code lies follows from its length and three of
/// its letters, so that mostly one comparison is enough. The codes must outlive it.
class code_index {
public:
    /// Each code once.
    void add(std::string_view code, std::uint8_t number) {
        if (slots_.size() < 4 * (size_ + 1)) grow();
        ++size_;
        slots_[free_slot(code)] = {code, number};
    }
    [[nodiscard]] std::optional<std::uint8_t> find(std::string_view code) const {
        if (code.empty()) return {};
        for (auto i = begin_of(code);; i = next(i)) {
            slot const& s = slots_[i];
            if (s.code == code) return s.number;
            if (s.code.empty()) return {};
        }
    }

private:
    struct slot {
        std::string_view code = {};  ///< empty: free
        std::uint8_t number = 0;
    };

    [[nodiscard]] std::size_t begin_of(std::string_view code) const {
        auto const letter = [&](std::size_t i) {
            return static_cast<std::size_t>(static_cast<unsigned char>(code[i]));
        };
        std::size_t const h = code.size() + 7 * letter(0) + 31 * letter(code.size() / 2) + 3 * letter(code.size() - 1);
        return h & mask_;
    }
    [[nodiscard]] std::size_t next(std::size_t i) const { return (i + 1) & mask_; }
    [[nodiscard]] std::size_t free_slot(std::string_view code) const {
        auto i = begin_of(code);
        while (!slots_[i].code.empty()) i = next(i);
        return i;
    }
    void grow() {
        auto const old = std::exchange(slots_, std::vector<slot>(2 * slots_.size()));
        mask_ = slots_.size() - 1;
        for (slot const& s : old)
            if (!s.code.empty()) slots_[free_slot(s.code)] = s;
    }

    std::vector<slot> slots_ = std::vector<slot>(16);  ///< a power of two, a quarter full at most
    std::size_t mask_ = 15;                            ///< what is left of a number in their range
    std::size_t size_ = 0;
};

}}  // namespace gongdan
