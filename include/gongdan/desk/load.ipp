#pragma once

// How a desk comes by its tickets: from a snapshot and the entries since, or from all entries; and how it lets go of them.

#include <gongdan/desk/desk.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace desk_detail {

/// When a ticket's last entry so far happened; one that happened before it makes a history that must be sorted first.
struct last_entry {
    instant occurred_at = distant_past;
    instant recorded_at = distant_past;
};

/// Effects as they are fired and acknowledged, in order of their firing.
class effects_seen {
public:
    explicit effects_seen(std::deque<effect>& pending) {
        for (effect& x : pending) fired(std::move(x));
        pending.clear();
    }
    void fired(effect x) {
        auto key = x.key;
        open_.insert_or_assign(std::move(key), std::pair{++count_, std::move(x)});
    }
    void acknowledged(std::string_view key) { open_.erase(std::string{key}); }
    void give_to(std::deque<effect>& pending) {
        std::vector<std::pair<std::uint64_t, effect>> in_order;
        for (auto& [key, x] : open_) in_order.push_back(std::move(x));
        std::sort(in_order.begin(), in_order.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
        for (auto& x : in_order) pending.push_back(std::move(x.second));
    }

private:
    std::unordered_map<std::string, std::pair<std::uint64_t, effect>> open_;
    std::uint64_t count_ = 0;
};

[[noreturn]] inline void refuse_type(entry const& e) {
    throw journal_error("journal.unknown_type", fmt::format("ticket {} is of type '{}', which this desk was not given",
                                                            e.ticket.value, e.kind));
}

}  // namespace desk_detail

/// Opens or moves a ticket by an entry that happened after all those before it. False where it opens nothing.
GONGDAN_INLINE bool desk::take_in_order(entry const& e) {
    if (e.ticket.value <= size()) {
        ticket_record* const t = held(e.ticket);
        if (t == nullptr) return false;
        if (e.event == entry_code::open || follow(*t, e)) ++t->conflicts;
        return true;
    }
    auto const* kind = type(e.kind);
    if (kind == nullptr) desk_detail::refuse_type(e);
    if (e.event != entry_code::open) return false;
    while (size() + 1 < e.ticket.value) tickets_.emplace_back();  // of those between, later entries may tell
    auto begun = begin(*kind, e);
    if (!begun) return false;
    if (!begun->facts.external.empty()) by_external_.emplace(begun->facts.external, begun->id);
    tickets_.push_back(*std::move(begun));
    return true;
}

GONGDAN_INLINE void desk::fold_again(ticket_id id) {
    auto past = store_->history(id);
    auto const* kind = past.empty() ? nullptr : type(past.front().kind);
    if (!past.empty() && kind == nullptr) desk_detail::refuse_type(past.front());
    auto folded = kind == nullptr ? std::optional<ticket_record>{} : fold(*kind, past, days_);
    if (!folded && !past.empty() && past.back().event == entry_code::archived) return put_away({id});
    if (!folded) throw journal_error("journal.unopened", fmt::format("ticket {} is never opened", id.value));
    while (size() < id.value) tickets_.emplace_back();
    ticket_record& t = tickets_[index_of(id)];
    t = *std::move(folded);
    if (!t.facts.external.empty()) by_external_.emplace(t.facts.external, t.id);
}

/// A ticket that is not there lies in an archive; one that is there was there before, or came back.
GONGDAN_INLINE void desk::hear_archived(entry const& e) {
    static_assert(entry_code::archived == archived_event);
    while (size() < e.ticket.value) tickets_.emplace_back();
    archived_.insert(e.ticket);
    if (auto const number = e.data.get(field::external); !number.empty())
        by_external_.emplace(std::string{number}, e.ticket);
    if (auto const command = e.data.get(archived_opening); !command.empty()) answered_.add(command, e.ticket);
}

/// Reads the entries that are not known yet. Most tickets' entries were written in the order they happened, and are
/// followed as they come; the others are folded from their histories afterwards. Gives the tickets that were there
/// before and were touched.
GONGDAN_INLINE std::set<ticket_id> desk::read_on() {
    auto const before = size();
    std::vector<desk_detail::last_entry> last;
    std::set<ticket_id> anew;
    desk_detail::effects_seen effects{pending_};
    store_->read(known_ + 1, [&](entry const& e) {
        known_ = e.sequence;
        ++start_.entries_read;
        seen_ = std::max(seen_, e.recorded_at);
        if (!e.command_id.empty()) answered_.add(e.command_id, e.ticket);
        if (e.event == entry_code::fired) effects.fired(effect_of(e));
        if (e.event == entry_code::acknowledged) effects.acknowledged(e.data.get("key"));
        if (e.event == entry_code::archived && held(e.ticket) == nullptr) return hear_archived(e);
        if (e.event == entry_code::archived && e.ticket.value <= before) anew.insert(e.ticket);
        if (anew.count(e.ticket) != 0) return;
        if (last.size() < e.ticket.value) last.resize(static_cast<std::size_t>(e.ticket.value));
        auto& l = last[static_cast<std::size_t>(e.ticket.value) - 1];
        bool const late = std::tie(e.occurred_at, e.recorded_at) < std::tie(l.occurred_at, l.recorded_at);
        if (late || e.ticket.value <= before || !take_in_order(e)) anew.insert(e.ticket);
        l = {e.occurred_at, e.recorded_at};
    });
    effects.give_to(pending_);
    for (ticket_id const id : anew) fold_again(id);
    for (std::uint64_t id = before + 1; id <= size(); ++id) {
        ticket_record* const t = held({id});
        if (t != nullptr) assess_targets(*t, days_);
        else if (!in_archive({id}) && !store_->is_part())
            throw journal_error("journal.gap", fmt::format("ticket {} has no entries though later ones do", id));
    }
    drop_front();
    anew.erase(anew.upper_bound({before}), anew.end());
    return anew;
}

GONGDAN_INLINE void desk::load(std::string_view snapshot) {
    if (!snapshot.empty()) start_.passed_over = begin_with(snapshot);
    start_.from_snapshot = !snapshot.empty() && !start_.passed_over;
    read_on();
    for (ticket_record& t : tickets_) {
        if (t.type == nullptr) continue;  // in an archive
        hang(t);
        schedule(t);
    }
}

GONGDAN_INLINE std::size_t desk::catch_up() {
    auto const before = size();
    auto const read_before = start_.entries_read;
    for (ticket_id const id : read_on())
        if (ticket_record* const t = held(id)) schedule(*t);
    for (std::uint64_t id = before + 1; id <= size(); ++id)
        if (ticket_record* const t = held({id})) {
            hang(*t);
            schedule(*t);
        }
    return static_cast<std::size_t>(start_.entries_read - read_before);
}

namespace desk_detail {

/// What ties a ticket to others stays.
inline void let_go(ticket_record& t) {
    std::string const parent{t.facts.fields.get(field::parent)};
    t.retired = true;
    t.targets = {};
    t.facts.fields = {};
    if (!parent.empty()) t.facts.fields.set(field::parent, parent);
    if (!t.facts.merged()) t.facts.course = {};
}

}  // namespace desk_detail

GONGDAN_INLINE std::size_t desk::retire(instant before) {
    std::unordered_set<ticket_id> told;
    for (effect const& x : pending_) told.insert(x.ticket);
    std::size_t count = 0;
    for (ticket_record& t : tickets_) {
        if (t.type == nullptr || t.open() || t.retired || before <= t.facts.tip || told.count(t.id) != 0) continue;
        if (!options_.mute && !tells_no_more(t)) continue;
        desk_detail::let_go(t);
        ++count;
    }
    return count;
}

/// Whether none of its targets has anything left to tell.
GONGDAN_INLINE bool desk::tells_no_more(ticket_record const& t) const {
    return std::none_of(t.targets.begin(), t.targets.end(),
                        [&](target_state const& s) { return next_step(t, s).has_value(); });
}

GONGDAN_INLINE bool desk::is_done(ticket_id id) const {
    auto const* const t = held(id);
    if (t == nullptr || t->open() || t->conflicts != 0) return false;
    if (!t->retired && !tells_no_more(*t)) return false;
    return std::none_of(pending_.begin(), pending_.end(), [&](effect const& x) { return x.ticket == id; });
}

GONGDAN_INLINE void desk::bring_back(ticket_record& t) {
    fold_again(t.id);
    schedule(t);
}

}}  // namespace gongdan
