#pragma once

#include <gongdan/dispatch/detail/outlook.hpp>
#include <gongdan/dispatch/propose.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

/// Says in words what a plan means for a ticket, and why. Of use to online.ipp alone.
class proposal_text {
public:
    proposal_text(roster const& r, dispatch_memory const& known, outlook_result const& made, instant now)
        : roster_(r), known_(known), made_(made), now_(now) {}

    /// Its reason and price.
    void explain(proposal& p, seen_ticket const& t) const;
    /// What a remedy for a ticket is about: another ticket by its name, a skill by the type of ticket that asks for it.
    [[nodiscard]] std::string named(std::uint64_t ticket, remedy const& change) const;
    /// What speaks against each other crew.
    [[nodiscard]] std::vector<sentence> others(std::uint64_t ticket) const;

private:
    /// Where a visit stands in its route.
    struct neighbours {
        std::uint64_t after = 0;  ///< 0: the first
        tick drive = 0;
        tick detour = 0;
    };

    [[nodiscard]] std::string name_of(std::uint64_t ticket) const;
    [[nodiscard]] sentence crew_name(std::string const& code) const;
    [[nodiscard]] neighbours around(std::uint64_t ticket) const;
    [[nodiscard]] tick way(place a, place b) const;
    [[nodiscard]] sentence alarm_reason(candidate const& c) const;
    [[nodiscard]] sentence alarm_price(candidate const& c) const;
    [[nodiscard]] sentence place_in_plan(neighbours const& n) const;
    [[nodiscard]] sentence why_moved(proposal const& p, seen_ticket const& t) const;
    [[nodiscard]] sentence why_nobody(seen_ticket const& t) const;
    [[nodiscard]] sentence lateness(proposal const& p, seen_ticket const& t) const;
    [[nodiscard]] sent_crew const* sent_to(std::uint64_t ticket) const;

    roster const& roster_;
    dispatch_memory const& known_;
    outlook_result const& made_;
    instant now_;
};

}}}}  // namespace gongdan::dispatch::detail

#ifndef GONGDAN_COMPILED
#include <gongdan/dispatch/detail/proposal_text.ipp>
#endif
