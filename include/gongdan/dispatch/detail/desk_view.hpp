#pragma once

#include <gongdan/desk/desk.hpp>
#include <gongdan/dispatch/roster.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>
#include <gongdan/time/civil.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

// What a desk says of a ticket to somebody who sends crews. Of use to online.ipp and propose.ipp alone.

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

/// Whether the office could take this step by itself, and a technician alone takes it.
inline bool is_office_step(row_info const& r) {
    return r.by.has(role::receptionist) || r.by.has(role::dispatcher) || r.by.has(role::superior);
}
inline bool is_field_step(row_info const& r) {
    return r.by.bits == 0 || (r.by.has(role::technician) && !is_office_step(r));
}

inline bool still_to_do(ticket_record const& t) {
    if (t.targets.empty()) return true;
    return std::any_of(t.targets.begin(), t.targets.end(), [](target_state const& s) { return !s.met(); });
}

inline instant first_due(ticket_record const& t) {
    instant first = distant_future;
    for (target_state const& s : t.targets)
        if (!s.met() && !s.voided) first = std::min(first, s.due_at);
    return first;
}

enum class stage : std::uint8_t {  // no labels: it is not shown
    over,                          ///< nothing is left for a crew, or not yet: the office has the next word
    ready,                         ///< for a crew to be sent, or sent and not there
    at_work,                       ///< a crew is there
};

/// What matters of a ticket to who plans.
struct seen_ticket {
    ticket_id id;
    std::uint32_t version = 0;
    std::string name;
    std::string type;
    level urgency = level::waiting;
    std::optional<point> where = {};
    std::optional<interval> agreed = {};
    instant opened = distant_past;
    instant due = distant_future;
    stage stands = stage::over;
    std::string crew = {};
    bool tells_arrival = true;            ///< its type has a step of arriving
    bool pinned = false;                  ///< a person sent the crew, not a proposal
    std::string interrupts = {};          ///< the ticket the crew leaves for it
    instant sent = distant_past;          ///< when the crew was
    instant arrived = distant_past;       ///< where it is at work
    instant door = distant_past;          ///< when a crew was last seen there
    instant last = distant_past;          ///< the last thing heard of it
    std::optional<instant> done_by = {};  ///< when the crew said it would be done

    /// Whether a plan may differ for it.
    [[nodiscard]] bool as_before(seen_ticket const& o) const {
        auto const key = [](seen_ticket const& t) {
            auto const hours = t.agreed.value_or(interval{distant_past, distant_past});
            return std::make_tuple(t.urgency, hours.from, hours.to, t.due, t.stands, t.pinned, t.arrived, t.done_by);
        };
        return key(*this) == key(o) && type == o.type && crew == o.crew;
    }
    [[nodiscard]] bool came_before(seen_ticket const& o) const {
        auto const from = [](seen_ticket const& t) { return t.agreed ? t.agreed->from : distant_future; };
        return std::make_tuple(o.urgency, due, from(*this), id) < std::make_tuple(urgency, o.due, from(o), o.id);
    }
};

inline constexpr std::string_view arrive = "arrive";  ///< as every shipped type calls it that has such a step

/// What a ticket's history says of its visits, from the last of them on.
class visit_story {
public:
    explicit visit_story(lifecycle const& l) : life_(l), arrive_(l.find_event(arrive).has_value()) {}

    void hear(entry const& e) {
        if (e.stands == standing::conflict || entry_code::is_own(e.event)) return;
        last_ = e.occurred_at;
        if (auto const by = read_instant(e.data.get(field::done_by)); by) done_by_ = *by;
        if (e.event == label(custody_event::assign).code) return assigned(e);
        if (e.event == label(custody_event::agree).code || e.event == label(custody_event::resume).code)
            nobody_home_ = false;
        auto const event = life_.find_event(e.event);
        if (event && !life_.events[*event].custody) step(e);
    }

    void tell(seen_ticket& t) const {
        t.last = last_;
        t.tells_arrival = arrive_;
        t.pinned = pinned_;
        t.interrupts = interrupts_;
        t.sent = sent_;
        t.arrived = arrived_;
        t.door = door_;
        t.done_by = done_by_;
    }
    [[nodiscard]] bool is_there() const { return arrived_ != distant_past; }
    [[nodiscard]] bool found_nobody() const { return nobody_home_; }

private:
    void assigned(entry const& e) {
        pinned_ = e.data.get(field::pinned) != "no";
        interrupts_ = e.data.get(field::interrupts);
        sent_ = e.occurred_at;
    }
    /// A step of the type itself. Where a type has no step of arriving, a technician's step says that he is there, and the
    /// office's next word that the visit is over.
    void step(entry const& e) {
        nobody_home_ = e.event == "nobody_home";
        bool const of_crew = e.as == role::technician || e.as == role::customer;
        bool const came = arrive_ ? e.event == arrive : e.as == role::technician && !is_there();
        if (nobody_home_ || (!arrive_ && !of_crew)) arrived_ = distant_past;
        else if (came) arrived_ = e.occurred_at;
        if (nobody_home_ || is_there()) door_ = e.occurred_at;
        if (!is_there()) done_by_.reset();
    }

    lifecycle const& life_;
    bool arrive_;
    instant last_ = distant_past;
    bool pinned_ = false;
    std::string interrupts_;
    instant sent_ = distant_past;
    instant arrived_ = distant_past;
    instant door_ = distant_past;
    std::optional<instant> done_by_;
    bool nobody_home_ = false;
};

/// A technician's step leads on from where it stands, and technicians' steps alone do not lead to another arrival: who
/// signs for an order is not at the door yet.
inline bool is_with_crew(lifecycle const& l, position const& p) {
    std::vector<std::uint8_t> reached{p.state};
    bool goes_on = false;
    for (std::size_t i = 0; i < reached.size(); ++i)
        for (row_info const& r : l.rows) {
            if (r.custody || r.from != reached[i] || !is_field_step(r)) continue;
            if (l.events[r.event].label.code == arrive) return false;
            goes_on = true;
            if (std::find(reached.begin(), reached.end(), r.to) == reached.end()) reached.push_back(r.to);
        }
    return goes_on;
}

[[nodiscard]] inline seen_ticket look_at(desk const& d, ticket_record const& t, bool awaits) {
    seen_ticket s;
    s.id = t.id;
    s.version = t.version;
    s.name = t.name();
    s.type = t.type_name();
    s.urgency = t.facts.urgency;
    s.where = place_of(t.facts.fields);
    s.agreed = t.facts.agreed();
    s.opened = t.facts.opened;
    s.due = first_due(t);
    s.crew = t.facts.crew;
    visit_story story(t.type->life());
    for (entry const& e : d.history(t.id)) story.hear(e);
    story.tell(s);
    if (!t.open() || t.held()) return s;
    if (story.is_there() && is_with_crew(t.type->life(), t.at)) s.stands = stage::at_work;
    else if (awaits && !story.found_nobody() && still_to_do(t)) s.stands = stage::ready;
    return s;
}

}}}}  // namespace gongdan::dispatch::detail
