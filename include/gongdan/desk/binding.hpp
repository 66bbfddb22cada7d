#pragma once

#include <gongdan/desk/detail/code_index.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>
#include <gongdan/sla/policy.hpp>

#include <bitset>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Something wrong with a policy as seen from the lifecycles: which clause or exemption, and what.
struct binding_fault {
    std::size_t clause = no_clause;  ///< index; `no_clause` where no single clause is at fault
    std::string field;
    sentence what;

    static constexpr std::size_t no_clause = static_cast<std::size_t>(-1);
};

/// Whether a policy fits the lifecycles: types and states it names exist, and every open state of every type is under a
/// clock or exempt in words. Empty where it does.
[[nodiscard]] std::vector<binding_fault> check(policy const& p, std::vector<lifecycle const*> const& types);

/// A point of a clause's clock at which something is told: a warning, the breach, an escalation.
struct step {
    int code = 100;   ///< per cent of the budget; the clause's n-th reminder is -n
    expression when;  ///< the share as a budget of its own, or the reminder
};

/// A clause tied to the states of a lifecycle.
struct bound_clause {
    clause const* what;
    std::uint16_t number = 0;  ///< its place in the policy
    std::uint16_t target = 0;  ///< the first of the type's clauses for the same target
    std::bitset<256> met_by;
    std::bitset<256> unmet_by;
    std::bitset<256> restarts;
    std::bitset<256> starts;  ///< none: starts with acceptance
    std::vector<step> steps;  ///< in order of time, as far as units compare; one of them is the breach
};

/// A lifecycle as a desk uses it.
class bound_type {
public:
    bound_type(lifecycle const& l, policy const& p);

    [[nodiscard]] lifecycle const& life() const { return *life_; }
    [[nodiscard]] std::optional<std::uint8_t> event(std::string_view code) const { return events_.find(code); }
    /// What an event of this type is in the second region, by its code; nothing for all others.
    [[nodiscard]] std::optional<custody_event> custody_of(std::uint8_t event) const { return custody_[event]; }
    /// Evidence by its code; nothing where the lifecycle asks for no such thing.
    [[nodiscard]] std::optional<std::uint8_t> evidence(std::string_view code) const { return evidence_.find(code); }
    /// Another type of the same desk, by its code: where a ticket goes that moves on to another definition.
    [[nodiscard]] bound_type const* other(std::string_view code) const;
    [[nodiscard]] bound_clause const& clause_at(std::uint16_t i) const { return clauses_[i]; }
    /// The clauses that hold for a ticket of this label (which may be the type's own code), this level and this day of
    /// acceptance. Indices for `clause_at`.
    [[nodiscard]] std::vector<std::uint16_t> clauses_for(std::string_view label, level l, instant accepted) const;

    /// Whether entering this state may start, meet or restart a target.
    [[nodiscard]] bool moves_targets(std::uint8_t state) const { return moves_targets_.test(state); }

    /// The rule for children of this type; nothing where the policy names none.
    [[nodiscard]] kinship const* child_rule(std::string_view child) const;
    /// All rules for children of this type.
    [[nodiscard]] std::vector<kinship const*> const& child_rules() const { return children_; }
    /// Whether some rule lets this state be entered only where there is a child.
    [[nodiscard]] bool needs_child(std::uint8_t state) const { return needs_child_.test(state); }

private:
    friend std::vector<std::unique_ptr<bound_type>> bind_all(std::vector<lifecycle const*> const& types,
                                                             policy const& p);

    [[nodiscard]] std::uint16_t target_of(clause const& c) const;

    lifecycle const* life_;
    bool foreign_;  ///< the policy speaks of a foreign system's types, by their labels
    code_index events_;
    code_index evidence_;
    std::vector<std::optional<custody_event>> custody_;  ///< by event
    std::vector<bound_clause> clauses_;
    std::bitset<256> moves_targets_;
    std::vector<kinship const*> children_;
    std::bitset<256> needs_child_;
    std::unordered_map<std::string_view, std::vector<std::uint16_t>> by_label_;
    std::vector<bound_type const*> all_;  ///< of the desk, itself among them
};

/// Types that know each other.
[[nodiscard]] std::vector<std::unique_ptr<bound_type>> bind_all(std::vector<lifecycle const*> const& types,
                                                                policy const& p);

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/desk/binding.ipp>
#endif
