#pragma once

#include <gongdan/simulate/distribution.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

/// Counts spans in buckets that are one tick wide up to 256 ticks and 1/128 of their power of two beyond, so that any
/// quantile is known to 0.8 % whatever was counted. Merging adds: the order does not matter.
class histogram {
public:
    void add(tick span, std::uint64_t times = 1) {
        auto const i = bucket(span);
        if (i >= counts_.size()) counts_.resize(i + 1);
        counts_[i] += times;
        size_ += times;
    }
    void merge(histogram const& other) {
        if (counts_.size() < other.counts_.size()) counts_.resize(other.counts_.size());
        for (std::size_t i = 0; i < other.counts_.size(); ++i) counts_[i] += other.counts_[i];
        size_ += other.size_;
    }
    [[nodiscard]] std::uint64_t size() const { return size_; }

    /// The smallest span that at least the share `p` of all does not exceed, `p` in (0, 1]: the middle of its bucket.
    /// 0 where nothing was counted.
    [[nodiscard]] tick quantile(double p) const {
        double const wanted = p * static_cast<double>(size_);
        std::uint64_t seen = 0;
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            seen += counts_[i];
            if (seen != 0 && static_cast<double>(seen) >= wanted) return middle(i);
        }
        return 0;
    }

    /// The share of all that is no longer than this; 0 where nothing was counted.
    [[nodiscard]] double share_up_to(tick span) const {
        std::uint64_t seen = 0;
        for (std::size_t i = 0; i < counts_.size() && middle(i) <= span; ++i) seen += counts_[i];
        return size_ == 0 ? 0 : static_cast<double>(seen) / static_cast<double>(size_);
    }

private:
    static constexpr std::size_t fine = 128;

    [[nodiscard]] static constexpr std::size_t bucket(tick span) {
        auto v = static_cast<std::size_t>(span < 0 ? 0 : span);
        std::size_t doublings = 0;
        for (; v >= 2 * fine; v /= 2) ++doublings;
        return doublings * fine + v;
    }
    [[nodiscard]] static constexpr tick middle(std::size_t i) {
        std::size_t const doublings = i < 2 * fine ? 0 : i / fine - 1;
        std::size_t const first = (i - doublings * fine) << doublings;
        return static_cast<tick>(first + ((std::size_t{1} << doublings) - 1) / 2);
    }

    std::vector<std::uint64_t> counts_;
    std::uint64_t size_ = 0;
};

}  // namespace simulate
}}  // namespace gongdan
