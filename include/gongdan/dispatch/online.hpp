#pragma once

#include <gongdan/dispatch/detail/outlook.hpp>
#include <gongdan/dispatch/propose.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

/// A dispatcher that listens to a desk (`d.observe(&it)`), plans anew where news has touched something, and proposes
/// commands; the desk decides (D10).
///
/// What it listens to: a ticket opened, or ready for a crew; nobody home (the ticket then waits for the office's word); an
/// alarm (a level of `online_options::at_once`: who is there first, from the road or from work that may be interrupted);
/// a crew at work, done, or that says when it will be done (the field `done_by` of any entry). Only that a crew is absent
/// must be told apart. All else it reads from the desk: who begins to listen later knows as much, but for when crews were
/// to leave and where those are that were last at a closed ticket.
///
/// What was assigned stays, unless the plan serves more or earlier otherwise; what a person assigned (an assignment without
/// `pinned=no`) stays with that crew as long as it is there; a crew on its way is called away by alarms only. An appointment
/// is begun no sooner, and is as good as due when its hours end.
class online : public observer {
public:
    explicit online(roster r, online_options how = {});

    void accepted(entry const& e) override { touched_.insert(e.ticket.value); }

    /// Off sick, or gone home: from now on it is sent nowhere, until then.
    void absent(std::string_view crew, instant until = distant_future);
    void back(std::string_view crew);

    /// What to propose that was not proposed before, the most urgent first: tickets without a crew, tickets that another
    /// crew should have, times that moved by a quarter of an hour, tickets that nobody has room for. What was proposed and
    /// not applied is proposed again when its ticket has changed. No technician is proposed for two things at one time.
    /// Nothing where nothing happened, unless a crew is a quarter of an hour behind what was expected of it.
    [[nodiscard]] std::vector<proposal> news(desk const& d, instant now);

    /// When it wants to be asked, should nothing happen until then.
    [[nodiscard]] std::optional<instant> next_look() const;

    /// What speaks against each other crew for a ticket of the plan, and what would have to change.
    [[nodiscard]] std::vector<sentence> why_not_others(ticket_id ticket) const;

private:
    [[nodiscard]] bool listen(desk const& d, instant now);
    [[nodiscard]] bool take(detail::seen_ticket now_seen);
    [[nodiscard]] bool has_lost(detail::seen_ticket const& t) const;
    [[nodiscard]] bool is_behind(instant now) const;
    [[nodiscard]] std::optional<proposal> compare(detail::seen_ticket const& t, detail::promise const* p);
    [[nodiscard]] bool was_told(detail::seen_ticket const& t, proposal const& p) const;

    struct told {
        std::string crew;
        instant arrives;
        std::uint32_t version;
        proposed what;
    };

    roster roster_;
    online_options how_;
    std::set<std::uint64_t> touched_;
    bool is_new_ = true;  ///< has looked at no ticket yet
    bool crews_changed_ = false;
    detail::dispatch_memory known_;
    detail::outlook_result last_;
    std::map<std::uint64_t, told> told_;
};

}}}  // namespace gongdan::dispatch

#ifndef GONGDAN_COMPILED
#include <gongdan/dispatch/online.ipp>
#endif
