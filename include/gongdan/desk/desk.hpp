#pragma once

#include <gongdan/calendar/calendar.hpp>
#include <gongdan/desk/command.hpp>
#include <gongdan/desk/command_index.hpp>
#include <gongdan/desk/difference.hpp>
#include <gongdan/desk/effect.hpp>
#include <gongdan/desk/fold.hpp>
#include <gongdan/desk/options.hpp>
#include <gongdan/desk/question.hpp>
#include <gongdan/desk/redefine.hpp>
#include <gongdan/journal/journal.hpp>
#include <gongdan/lifecycle/form.hpp>
#include <gongdan/sla/explain.hpp>
#include <gongdan/sla/policy.hpp>

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <queue>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace snapshot_detail {
class reader;
class writer;
struct header;
}  // namespace snapshot_detail

/// The one through whom tickets are opened, moved and asked about. It reads no clock, owns no thread and touches no
/// file but its journal's (D8). One thread at a time; many desks may run side by side.
class desk {
public:
    /// A policy that does not fit the types throws std::invalid_argument with the first fault `check` finds. What the
    /// journal holds already is folded in.
    desk(calendar days,
         policy rules,
         std::vector<lifecycle const*> types,
         std::shared_ptr<journal> store = std::make_shared<memory_journal>(),
         desk_options options = {});

    /// Opens a ticket. Refuses an unknown type, a number given out already, and fields that cannot be read.
    answer<ticket_id> open(opening const& o);
    /// Applies an event. What happened before the ticket's last entry is folded in where it belongs (D1).
    answer<receipt> apply(ticket_id ticket, command const& c);

    /// The next instant at which `poll` has something to tell; nothing where no timer is set. As long as something is offered
    /// and not acknowledged it is the desk's clock (see poll): a host that sleeps until then wakes at once.
    [[nodiscard]] std::optional<instant> next_due() const;
    /// Up to `max` effects due at `now`: first those offered before and not acknowledged. A firing is recorded before it
    /// is handed out. The desk's clock is the latest that it has heard of, from a poll or as the time a command was
    /// recorded: it never goes back, and a `now` before it tells what is due by it.
    [[nodiscard]] std::vector<effect> poll(instant now, std::size_t max);
    /// The host has delivered these: they are not offered again. Unknown keys are ignored.
    void acknowledge(std::vector<std::string> const& keys, instant now);

    /// What the desk holds, as bytes for `desk_options::snapshot`: a desk that begins with it reads only the entries since.
    /// It carries the lifecycles' fingerprints, the policy, the calendar and the journal's mark, and is passed over where one
    /// of them is another. It holds what the tickets hold, personal texts included, and must be kept as they are. Empty for a
    /// desk that has forgotten tickets.
    [[nodiscard]] std::string snapshot() const;
    /// Whether it began with a snapshot, and if not, why.
    [[nodiscard]] desk_start const& start() const { return start_; }

    /// For a desk on a journal that another process writes: takes in what is new there. How many entries that was.
    std::size_t catch_up();

    /// Closed tickets whose last entry happened before this, and of which nothing is left to tell, give most of their memory
    /// back. They stay in the journal: asked for by their id, they are read from it again. How many there were.
    std::size_t retire(instant before);
    /// Whether it is closed, has nothing left to tell, and no conflict that nobody has looked at.
    [[nodiscard]] bool is_done(ticket_id id) const;
    /// Lets go of tickets that were put away (archive.hpp) from the journal under it. Their numbers stay taken; asked for,
    /// they are unknown, and a command to one is told where it is (`desk.archived`).
    void put_away(std::vector<ticket_id> const& archived);
    /// Whether a ticket lies in an archive.
    [[nodiscard]] bool in_archive(ticket_id id) const { return archived_.count(id) != 0; }
    /// Forgets a closed ticket for good, so that a desk on a journal that keeps nothing (simulation) needs no more memory
    /// than its open tickets: to every question it is unknown from now on, what was still to be told of it is not, and its
    /// number is not given again. Refuses a ticket that is unknown or open, and one whose parent is still there.
    answer<ticket_id> forget(ticket_id closed);

    /// From now on the desk counts on this calendar (a new notice, a new year): every target is assessed anew from the
    /// ticket's history, and its timers are set anew. The deadlines that moved, earlier or later, by ticket.
    std::vector<moved_deadline> load_calendar(calendar days);
    /// From now on the desk measures by this policy: every history is folded anew under it, of closed tickets too, so that
    /// a report is by one policy; what is to hold for new tickets alone says so by its clauses' dates of effect. What was
    /// told stays told. What differs in open tickets, by ticket. A policy that does not fit the types throws
    /// std::invalid_argument and changes nothing.
    std::vector<ticket_difference> load_policy(policy rules);
    /// Moves every open ticket of a type to another definition of it, by a map that is checked and total. One entry a
    /// ticket, all of them durable or none. What differs, by ticket; refuses a map with a fault in it.
    answer<std::vector<ticket_difference>> move_tickets(lifecycle_move const& m, actor const& who, instant now);

    /// What load_calendar, load_policy and move_tickets would change in open tickets, with the steps that would fall due
    /// at once. They change nothing.
    [[nodiscard]] std::vector<ticket_difference> try_calendar(calendar days) const;
    [[nodiscard]] std::vector<ticket_difference> try_policy(policy rules) const;
    [[nodiscard]] answer<std::vector<ticket_difference>> try_move(lifecycle_move const& m, instant now) const;

    /// Somebody has looked at an entry in conflict and says why it stays as it is: it is marked in the history and no
    /// longer counted. Refuses an entry that is not in conflict, or settled already, and an empty reason.
    answer<receipt> settle(
        ticket_id ticket, std::uint64_t sequence, actor const& who, std::string_view why, instant now);

    /// Reads a ticket's history again: after its personal texts were erased (T29), the desk forgets them too.
    void read_again(ticket_id id);

    [[nodiscard]] std::optional<ticket_id> find(std::string_view external) const;
    /// The ticket a text names: by the host's number, else by ours.
    [[nodiscard]] std::optional<ticket_id> resolve(std::string_view name) const;
    [[nodiscard]] ticket_record const* ticket(ticket_id id) const;
    [[nodiscard]] std::vector<target_view> targets(ticket_id id) const;
    /// The deadline of a target; refuses an unknown ticket, or a target it does not have.
    [[nodiscard]] answer<due> deadline(ticket_id id, std::string_view target) const;
    [[nodiscard]] answer<explanation> explain(ticket_id id, std::string_view target) const;
    /// Events that somebody in this role could fire now, with the row that says what is needed.
    [[nodiscard]] std::vector<row_info> allowed(ticket_id id, role as) const;
    /// The same with the fields that each step asks for, so that a host can draw its forms.
    [[nodiscard]] std::vector<step_form> forms(ticket_id id, role as) const;
    /// Tickets that fit, by id, after `after`, at most `limit`: call again with the last one for the next page.
    [[nodiscard]] std::vector<ticket_id> query(ticket_filter const& f, ticket_id after, std::size_t limit) const;
    /// A ticket's entries in the order they happened, each with its standing today.
    [[nodiscard]] std::vector<entry> history(ticket_id id) const;

    /// The ticket this one came from.
    [[nodiscard]] std::optional<ticket_id> parent(ticket_id id) const;
    /// The tickets that came from this one, in the order they were opened.
    [[nodiscard]] std::vector<ticket_id> children(ticket_id id) const;
    /// The tickets merged into this one. Looks through all tickets.
    [[nodiscard]] std::vector<ticket_id> merged_into(ticket_id id) const;
    /// Open tickets that may be the same matter as this one by the policy's `same_matter`: the nearest in time first.
    /// Looks through all tickets.
    [[nodiscard]] std::vector<likely_duplicate> possible_duplicates(ticket_id id) const;
    /// Who answered for the ticket from its opening to `as_of`, or to its end where that came first (T27); before the
    /// first of the staff dealt with it, nobody.
    [[nodiscard]] std::vector<owned_time> time_by_owner(ticket_id id, instant as_of) const;

    /// Whether people of a unit see the ticket (R1); where the desk has no organisation, everybody sees everything.
    [[nodiscard]] bool sees(std::string_view unit, ticket_id id) const;

    /// Tickets ever opened, forgotten and archived ones included: their ids go from 1 to this.
    [[nodiscard]] std::size_t size() const { return gone_ + tickets_.size(); }
    [[nodiscard]] calendar const& days() const { return days_; }
    [[nodiscard]] policy const& rules() const { return *rules_; }
    [[nodiscard]] bound_type const* type(std::string_view code) const;
    void observe(observer* o) { observer_ = o; }

private:
    friend class batch;

    struct timer {
        instant when;
        std::uint32_t ticket;  ///< its id
        std::uint16_t target;
        std::uint32_t stamp;
        friend bool operator>(timer const& a, timer const& b) { return a.when > b.when; }
    };

    /// What a target tells next.
    struct telling {
        instant when;
        effect_kind kind;
        int step;
    };

    /// What the ties of a ticket say to a step worked out for it.
    struct tied {
        std::optional<refusal> no = std::nullopt;
        ticket_id waits_for = {};
    };
    /// A step worked out for a ticket, to be taken once its entry is durable.
    struct move {
        ticket_record* ticket;
        entry what;
        stride how;
    };

    [[nodiscard]] ticket_record* find_record(ticket_id id);
    /// The record as it is held: nothing where the ticket was forgotten, little where it has retired.
    [[nodiscard]] ticket_record* held(ticket_id id);
    [[nodiscard]] ticket_record const* held(ticket_id id) const { return const_cast<desk*>(this)->held(id); }
    [[nodiscard]] std::size_t index_of(ticket_id id) const { return static_cast<std::size_t>(id.value) - gone_ - 1; }
    void note_entry(ticket_record const& t, command const& c);
    answer<receipt> apply_at_tip(ticket_record& t, std::uint8_t event);
    answer<receipt> apply_waiting(ticket_record& t, ticket_id child);
    answer<receipt> apply_freeing(ticket_record& t, stride const& s, std::vector<move> const& freed);
    [[nodiscard]] static bool was_told(ticket_record const& t);
    /// Whether something was told of a ticket that may have been told after this instant.
    [[nodiscard]] bool told_since(ticket_record const& t, instant when) const { return when < seen_ && was_told(t); }
    void record(std::vector<entry>& entries);
    void take(ticket_record& t, entry const& e, stride const& s);
    [[nodiscard]] tied ties_of(ticket_record const& t, position after) const;
    [[nodiscard]] ticket_record const* blocking_child(ticket_record const& t, closing rule, ticket_id but_for) const;
    [[nodiscard]] bool has_child(ticket_record const& t, std::string_view type) const;
    [[nodiscard]] bool is_report(instant occurred_at, instant recorded_at) const {
        return recorded_at - occurred_at > options_.late_after;
    }
    [[nodiscard]] std::optional<refusal> why_not_merge(ticket_record const& t, std::string_view into, bool past) const;
    [[nodiscard]] bool may_be_one_matter(ticket_record const& a, ticket_record const& b, same_matter const& s) const;
    [[nodiscard]] std::vector<move> freed_by(ticket_record const& child, entry const& cause);
    void hang(ticket_record const& t);
    answer<receipt> apply_impossible(ticket_record& t, entry e, refusal why);
    answer<receipt> apply_late(ticket_record& t, entry e);
    receipt keep(ticket_record& t, ticket_record moved, std::vector<entry>& entries, std::optional<refusal> conflict);
    receipt answer_for(ticket_record const& t, entry const& e);
    void differences(std::vector<entry>& out,
                     ticket_record const& before,
                     ticket_record const& after,
                     entry const& cause) const;
    void schedule(ticket_record& t);
    void schedule(ticket_record& t, std::size_t target);
    [[nodiscard]] std::optional<telling> next_step(ticket_record const& t, target_state const& s) const;
    [[nodiscard]] bool valid(timer const& x);
    [[nodiscard]] entry firing(
        ticket_record const& t, target_state const& s, effect_kind kind, int step, instant now) const;
    [[nodiscard]] effect effect_of(entry const& fired) const;
    void offer(entry const& fired);
    std::size_t fire_due(std::size_t most);
    template <class Answer>
    Answer refuse(std::string_view event, refusal why);
    [[nodiscard]] bool knew_before(ticket_record const& t, command const& c) const;
    [[nodiscard]] std::optional<refusal> mind_clock(entry& e) const;
    [[nodiscard]] bool falls(ticket_record const& t, target_state const& s, step const& x) const;
    [[nodiscard]] std::optional<int> told_in_vain(ticket_record const& t, target_state const& s) const;
    [[nodiscard]] std::vector<int> due_at_once(ticket_record const& t, target_state s) const;
    [[nodiscard]] std::optional<ticket_difference> change_of(ticket_record const& before,
                                                             desk const& other,
                                                             ticket_record const& after) const;
    [[nodiscard]] desk beside(calendar days, policy rules) const;
    [[nodiscard]] std::vector<ticket_difference> changes_in(desk const& other) const;
    [[nodiscard]] std::optional<refusal> why_not_moved(lifecycle_move const& m) const;
    [[nodiscard]] std::vector<entry> moves_by(lifecycle_move const& m, actor const& who, instant now) const;
    [[nodiscard]] std::optional<receipt> answered(std::string_view command_id) const;
    [[nodiscard]] receipt answer_again(bound_type const& type, std::vector<entry> past) const;
    [[nodiscard]] refusal overtaken(ticket_record const& t, std::uint32_t expected) const;
    void load(std::string_view snapshot);
    [[nodiscard]] std::optional<sentence> begin_with(std::string_view snapshot);
    [[nodiscard]] snapshot_detail::header terms(std::uint64_t reaches) const;
    void pass_archived(snapshot_detail::writer& w) const;
    void read_archived(snapshot_detail::reader& r);
    void read_tickets(snapshot_detail::reader& r, snapshot_detail::header const& h);
    std::set<ticket_id> read_on();
    [[nodiscard]] bool take_in_order(entry const& e);
    void fold_again(ticket_id id);
    [[nodiscard]] bool tells_no_more(ticket_record const& t) const;
    void hear_archived(entry const& e);
    void drop(ticket_record& t);
    void drop_front();
    [[nodiscard]] refusal not_here(ticket_id id) const;
    void bring_back(ticket_record& t);

    calendar days_;
    std::shared_ptr<policy const> rules_;
    std::vector<std::unique_ptr<bound_type>> types_;
    std::shared_ptr<journal> store_;
    desk_options options_;
    observer* observer_ = nullptr;

    std::deque<ticket_record> tickets_;  ///< those with no type are forgotten
    std::size_t gone_ = 0;               ///< forgotten tickets that stood before the first of them
    std::unordered_set<ticket_id> archived_;
    std::unordered_map<std::string, ticket_id> by_external_;  ///< of archived tickets too
    std::unordered_map<ticket_id, std::vector<ticket_id>> children_;
    std::unordered_map<ticket_id, ticket_id> parent_;
    command_index answered_;
    std::priority_queue<timer, std::vector<timer>, std::greater<>> timers_;
    std::vector<entry> one_ = std::vector<entry>(1);  ///< the entry at hand, so that its memory is used again
    std::deque<effect> pending_;                      ///< fired, not acknowledged
    instant seen_ = distant_past;
    std::uint64_t known_ = 0;  ///< the last entry that was read
    desk_start start_;
    std::uint32_t stamps_ = 0;  ///< given out; none twice, so that a target folded anew has no old timer
};

template <class Answer>
Answer desk::refuse(std::string_view event, refusal why) {
    if (observer_ != nullptr) observer_->refused(event, why);
    return why;
}

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/desk/ask.ipp>
#include <gongdan/desk/desk.ipp>
#include <gongdan/desk/difference.ipp>
#include <gongdan/desk/effects.ipp>
#include <gongdan/desk/explain.ipp>
#include <gongdan/desk/forget.ipp>
#include <gongdan/desk/late.ipp>
#include <gongdan/desk/load.ipp>
#include <gongdan/desk/load_calendar.ipp>
#include <gongdan/desk/redefine.ipp>
#include <gongdan/desk/snapshot.ipp>
#include <gongdan/desk/ties.ipp>
#endif
