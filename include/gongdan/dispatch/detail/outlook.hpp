#pragma once

#include <gongdan/dispatch/detail/desk_view.hpp>
#include <gongdan/dispatch/detail/place_list.hpp>
#include <gongdan/dispatch/nearest.hpp>
#include <gongdan/dispatch/online_options.hpp>
#include <gongdan/dispatch/renew.hpp>
#include <gongdan/dispatch/roster.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

// What is ahead of the crews of a roster: in the planner's words, and back. Of use to online.ipp alone.

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

/// What a plan said of a ticket.
struct promise {
    std::string crew;
    instant leaves;
    instant arrives;
};

struct presence {
    std::optional<point> where;
    instant since = distant_past;
};

/// What a dispatcher knows, beside the roster.
struct dispatch_memory {
    std::map<std::uint64_t, seen_ticket> tickets;  ///< open ones
    std::map<std::uint64_t, promise> promises;     ///< by the last plan
    std::map<std::uint64_t, instant> interrupted;  ///< work that a crew left for an alarm, and when
    std::map<std::uint64_t, seconds> left;         ///< what then remained of it
    std::map<std::string, instant> absent;         ///< crews, and until when
    std::map<std::string, presence> seen;          ///< crews, where they were last
};

/// A ticket that a crew is at, bound for, or was just sent to.
struct commitment {
    seen_ticket const* what;
    place where;
    instant leaves;
    instant arrives;
    instant free_at;
    bool there;
};

struct crew_ahead {
    std::size_t index;  ///< in the roster
    team const* who;
    std::vector<duty_ahead> duties;
    place base;
    place origin;  ///< before its commitments
    std::vector<commitment> stops = {};
};

/// A ticket that is to be planned.
struct open_visit {
    seen_ticket const* what;
    place where;
    seconds work;
    bool interrupted = false;
    std::optional<std::size_t> only = {};  ///< a crew it must wait for
};

/// Who goes to an alarm at once.
struct sent_crew {
    std::uint64_t ticket;
    candidate how;
    std::string crew;
    std::vector<candidate> others;
};

struct outlook_result {
    renewal plan;
    std::vector<sent_crew> sent;
    std::map<std::uint64_t, promise> promises;
    std::map<std::uint64_t, seconds> left;  ///< of work that is interrupted
    std::set<std::uint64_t> asked;          ///< tickets that were planned, or that somebody was sent to
    std::optional<instant> next_end;        ///< when the first crew at work, or on its way to it, should be done
    std::vector<std::string> crews;         ///< by the plan's ids
};

/// Puts the question together and asks it.
class outlook {
public:
    outlook(roster const& r, online_options const& how, dispatch_memory const& known, calendar const& days, instant now)
        : roster_(r), how_(how), known_(known), days_(days), now_(now) {}

    [[nodiscard]] outlook_result plan();

private:
    void gather_crews();
    void gather_tickets();
    void commit(seen_ticket const& t);
    void add_open(seen_ticket const& t);
    [[nodiscard]] seconds work_of(seen_ticket const& t) const;
    [[nodiscard]] bool is_alarm(seen_ticket const& t) const { return t.urgency >= how_.at_once; }
    [[nodiscard]] crew_ahead* crew_of(seen_ticket const& t);
    [[nodiscard]] bool has_set_out(seen_ticket const& t) const;
    [[nodiscard]] bool is_interrupted(seen_ticket const& t) const;
    [[nodiscard]] instant done_at(seen_ticket const& t, instant arrived) const;

    void measure();
    [[nodiscard]] instant begin_by(open_visit const& o) const;
    [[nodiscard]] visit visit_of(open_visit const& o) const;
    [[nodiscard]] std::optional<std::uint64_t> id_of(std::string const& crew, std::uint64_t ticket) const;
    [[nodiscard]] std::uint64_t id_of(std::size_t crew, std::size_t shift) const { return crew * how_.shifts + shift; }
    [[nodiscard]] instant free_at(crew_ahead const& c) const;
    [[nodiscard]] crew said(crew_ahead const& c, std::size_t shift, place from, instant since) const;
    [[nodiscard]] std::vector<planned_visit> before() const;

    void send_to_alarms(outlook_result& out);
    [[nodiscard]] std::vector<candidate> nearest(visit const& alarm) const;
    [[nodiscard]] route running(crew_ahead const& c, std::vector<visit>& engaged) const;
    bool leave_for(open_visit const& alarm, candidate const& who, outlook_result& out);
    [[nodiscard]] problem question() const;

    roster const& roster_;
    online_options const& how_;
    dispatch_memory const& known_;
    calendar const& days_;
    instant now_;

    place_list<std::optional<point>> places_;
    problem ways_;  ///< places and travel alone
    std::vector<crew_ahead> crews_;
    std::vector<open_visit> open_;
    std::map<std::string, std::uint32_t, std::less<>> skills_;
};

}}}}  // namespace gongdan::dispatch::detail

#ifndef GONGDAN_COMPILED
#include <gongdan/dispatch/detail/outlook.ipp>
#include <gongdan/dispatch/detail/outlook_alarms.ipp>
#include <gongdan/dispatch/detail/outlook_crews.ipp>
#include <gongdan/dispatch/detail/outlook_words.ipp>
#endif
