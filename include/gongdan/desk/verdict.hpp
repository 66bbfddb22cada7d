#pragma once

#include <gongdan/core/term.hpp>
#include <gongdan/sla/due.hpp>
#include <gongdan/sla/policy.hpp>

#include <cstdint>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Whether a target was kept (contracts of `tickets.csv`).
enum class verdict : std::uint8_t { met, late, open, open_late, held, unknown, exempt };

template <>
struct labels<verdict> {
    static constexpr term table[] = {
        {"met", "按时", "met"},         {"late", "超时完成", "late"},
        {"open", "进行中", "open"},     {"open_late", "超时未完", "open and late"},
        {"held", "暂停", "held"},       {"unknown", "无法判定", "unknown"},
        {"exempt", "不考核", "exempt"},
    };
};

/// As seen at `now`: what is done exactly at the deadline is on time. `met_at` is `distant_future` for what is not met.
[[nodiscard]] verdict verdict_of(bool voided, instant met_at, due::how state, instant due_at, instant now);

/// A target of a ticket as a host sees it.
struct target_view {
    clause const* what;
    instant starts_at;  ///< `distant_future`: not started
    instant met_at;     ///< `distant_future`: not met
    due deadline;
    bool voided;

    [[nodiscard]] verdict at(instant now) const {
        return verdict_of(voided, met_at, deadline.state, deadline.when, now);
    }
};

}}  // namespace gongdan
