#pragma once

#include <gongdan/desk/desk.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

/// Under which names a host keeps what the forms print. Of these the engine itself reads the address alone.
struct form_fields {
    std::string customer = "customer";
    std::string phone = "phone";
    std::string place{field::address};
    std::string fault = "fault";
    std::string fee = "fee";        ///< amount, on the entry at which it was agreed or paid
    std::string hazard = "hazard";  ///< what was found, on the entry that found it or wrote the notice
    std::string rectify_by = "rectify_by";
};

/// What a report looks at.
struct scope {
    instant as_of;                 ///< what happened later is left out; what happened then counts
    std::string hall = {};         ///< empty: all
    std::string seen_by = {};      ///< a unit of the desk's organisation; empty: all
    instant since = distant_past;  ///< where a report covers a period: [since, as_of]
    form_fields fields = {};
};

/// One entry of a ticket and what it did. An entry in conflict did nothing.
struct step {
    entry what;
    position before;
    position after;
    std::uint64_t left = 0;           ///< evidence that this step gave or brought and that stood after it
    std::optional<refusal> why = {};  ///< why an entry is in conflict
};

/// A ticket as it stood at an instant, and how it came there.
class seen_ticket {
public:
    seen_ticket(desk const& where, ticket_id there, ticket_id id, std::string number)
        : where_(&where), there_(there), id_(id), number_(std::move(number)) {}

    [[nodiscard]] ticket_id id() const { return id_; }
    /// The host's own number, else `#` and ours.
    [[nodiscard]] std::string const& number() const { return number_; }
    [[nodiscard]] ticket_record const& record() const { return *where_->ticket(there_); }
    [[nodiscard]] ticket_facts const& facts() const { return record().facts; }
    [[nodiscard]] lifecycle const& life() const { return record().type->life(); }
    [[nodiscard]] std::vector<target_view> targets() const { return where_->targets(there_); }
    [[nodiscard]] answer<explanation> explain(std::string_view target) const { return where_->explain(there_, target); }
    /// Its steps in order of occurrence; what the desk told its host is none.
    [[nodiscard]] std::vector<step> steps() const;

    [[nodiscard]] sentence type() const;
    [[nodiscard]] sentence state() const;
    [[nodiscard]] std::string field(std::string_view name) const { return std::string{facts().fields.get(name)}; }
    [[nodiscard]] bool on_record(evidence e) const { return (record().at.evidence & bit(e)) != 0; }
    /// The lifecycle's bit for a piece of evidence; 0 where it asks for no such thing.
    [[nodiscard]] std::uint64_t bit(evidence e) const;

private:
    desk const* where_;
    ticket_id there_;  ///< its number at `where_`
    ticket_id id_;
    std::string number_;
};

/// A desk's tickets as they stood at an instant. Those that have moved since are folded again without what came later,
/// on a desk of the snapshot's own; the others are read where they are. The desk must outlive it and stay unchanged.
class snapshot {
public:
    snapshot(desk const& d, scope const& s);

    /// Tickets opened by then, of the scope's hall, by id.
    [[nodiscard]] std::vector<seen_ticket> const& tickets() const { return tickets_; }
    [[nodiscard]] seen_ticket const* find(ticket_id id) const;
    [[nodiscard]] calendar const& days() const { return today_->days(); }
    [[nodiscard]] policy const& rules() const { return today_->rules(); }

private:
    desk const* today_;
    std::unique_ptr<desk> then_;  ///< null where nothing has moved since
    std::vector<seen_ticket> tickets_;
};

/// `#12`, or the host's own number.
[[nodiscard]] std::string number_of(ticket_record const& t);

}}}  // namespace gongdan::report

#ifndef GONGDAN_COMPILED
#include <gongdan/report/snapshot.ipp>
#endif
