#pragma once

#include <gongdan/core/term.hpp>
#include <gongdan/sla/expression.hpp>
#include <gongdan/ticket/hold.hpp>
#include <gongdan/ticket/level.hpp>
#include <gongdan/time/interval.hpp>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// What a reason to hold does to a target (D7).
enum class hold_effect : std::uint8_t {
    stop,    ///< the clock stands still
    rebase,  ///< the time agreed afterwards stands in the target's place
    ignore,  ///< the clock runs on
    voids,   ///< the target falls away
};

template <>
struct labels<hold_effect> {
    static constexpr term table[] = {
        {"stop", "暂停计时", "stops the clock"},
        {"rebase", "改按约定时间", "re-bases it on the agreed time"},
        {"ignore", "不影响", "does not count"},
        {"void", "不再考核", "voids the target"},
    };
};

using hold_effects = std::array<hold_effect, std::size(labels<hold_reason>::table)>;

/// The promises' own exceptions: force majeure and causes on the customer's side do not count (P19), a special case is
/// exempt (P20); what is missing or blocked on the company's side does not stop a clock.
[[nodiscard]] constexpr hold_effects usual_effects() {
    return {hold_effect::stop,   hold_effect::stop,   hold_effect::stop, hold_effect::ignore,
            hold_effect::ignore, hold_effect::ignore, hold_effect::voids};
}

/// One promise: by when which step of which type must be reached.
struct clause {
    std::string type;    ///< the ticket's type
    std::string target;  ///< the target's code, `on_scene`
    std::string zh;
    std::string en;
    std::optional<level> only = {};        ///< for tickets of this level; else for all
    std::string variant = {};              ///< for tickets of this label; else for all
    std::string starts = {};               ///< the state whose first entry starts the clock; empty: acceptance
    std::vector<std::string> met_by = {};  ///< states whose entry meets it
    std::vector<std::string> unmet_by =
        {};  ///< states whose entry shows that it was not met after all: the clock runs on
    std::vector<std::string> restarts = {};  ///< states whose entry, once it is met, begins the promise anew
    expression within = {};
    hold_effects on_hold = usual_effects();
    std::vector<int> warn_at = {};                       ///< per cent of the budget, below 100
    std::vector<expression> remind_at = {};              ///< `30 min before due`
    std::vector<int> escalate_at = {};                   ///< per cent of the budget, above 100
    interval in_force = {distant_past, distant_future};  ///< for tickets accepted in [from, to)
    std::string rule = {};                               ///< P4
    std::string source = {};
};

/// States in which no clock runs, and why that is right.
struct exemption {
    std::string type;
    std::vector<std::string> states;
    std::string zh;
    std::string en;
};

/// What becomes of an event that would close a ticket while a child of it is open.
enum class closing : std::uint8_t {
    refused,
    waits,  ///< it is kept, and closes the ticket when the last child closes
    free,   ///< the ticket closes, the child goes on
};

template <>
struct labels<closing> {
    static constexpr term table[] = {
        {"refused", "不予关闭", "is refused"},
        {"waits", "等待子工单", "waits for the child"},
        {"free", "不受影响", "goes ahead"},
    };
};

/// How tickets of two types hang together. A pair that no rule names: closing is refused.
struct kinship {
    std::string parent;
    std::string child;
    closing with_open_child = closing::refused;
    std::vector<std::string> needed_for = {};  ///< states of the parent entered only where there is such a child
};

/// Which tickets may be one matter told twice: of these types, told within this time of each other, at one address or no
/// further apart than this.
struct same_matter {
    std::vector<std::string> types;
    seconds within{0};
    int metres = 0;
};

/// A named set of promises; data, not code (D13). Where two clauses of one target fit a ticket, one for its label stands
/// before one for its level, that before one for all, and then the first.
struct policy {
    std::string name;
    std::string version;
    std::string source;
    std::string lifecycle = {};  ///< `imported`: types are labels of foreign tickets
    std::vector<clause> clauses = {};
    std::vector<exemption> exemptions = {};
    std::vector<kinship> kin = {};
    std::vector<same_matter> same = {};
};

/// The policy of two books side by side: all that is in `a`, then all that is in `b`. Of two rules for the same pair of
/// types the first stands.
[[nodiscard]] policy join(std::string name, policy a, policy const& b);

/// When the given share of an expression's budget is used, as an expression: warnings stand in the clock's own time.
/// Whole days round down to at least one. What is agreed, or counted back from it, has no budget to share and stays.
[[nodiscard]] expression share_of(expression e, int per_cent);

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/sla/policy.ipp>
#endif
