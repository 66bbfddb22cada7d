#pragma once

#include <gongdan/report/ledger.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

namespace ledger_detail {

/// Whether some row of this event gives the evidence.
inline bool gives(lifecycle const& l, std::string_view event, std::uint64_t evidence) {
    auto const code = l.find_event(event);
    return code && std::any_of(l.rows.begin(), l.rows.end(), [&](row_info const& r) {
               return !r.custody && r.event == *code && (r.gives & evidence) != 0;
           });
}

/// Reads a ticket's steps into the lines of its orders.
class reader {
public:
    reader(seen_ticket const& t, scope const& s) : t_(t), fields_(s.fields), now_(s.as_of) {}

    [[nodiscard]] std::vector<ledger_row> rows() {
        for (step const& s : t_.steps())
            if (s.what.stands == standing::accepted) take(s);
        for (std::size_t i = 0; i < rows_.size(); ++i)
            agree(rows_[i], i + 1 < rows_.size() ? rows_[i + 1].issued.when : distant_future);
        return std::move(rows_);
    }

private:
    static constexpr language zh = language::zh;

    [[nodiscard]] bool left(step const& s, evidence e) const { return (s.left & t_.bit(e)) != 0; }

    void take(step const& s) {
        if (left(s, evidence::ledger_entered)) begin_row(s);
        if (rows_.empty()) return;
        ledger_row& r = rows_.back();
        if (left(s, evidence::technician_signature))
            r.signed_at_issue = signature_of(s, evidence::technician_signature, zh);
        if (s.what.event == "arrive") r.arrived = mark_of(s, zh);
        if (s.what.event == "hand_back") r.handed_back = mark_of(s, zh);
        if (s.what.event == "confirm") r.confirmed = customer_signature_of(s, t_, fields_, zh);
        if (left(s, evidence::ledger_signed)) sign_return(r, s);
        note_test(r.test, t_, s);
        end(r, s);
    }

    void begin_row(step const& s) {
        ledger_row r;
        r.id = t_.id();
        r.number = t_.number();
        r.issue = static_cast<int>(rows_.size()) + 1;
        r.urgency = t_.facts().urgency;
        r.hall = t_.facts().hall;
        r.customer = t_.field(fields_.customer);
        r.place = t_.field(fields_.place);
        r.fault = t_.field(fields_.fault);
        r.crew = t_.facts().crew;
        r.received = t_.facts().opened;
        r.issued = mark_of(s, zh);
        rows_.push_back(std::move(r));
    }

    /// The receptionist files the order, the technician signs: he is the one who handed it back.
    void sign_return(ledger_row& r, step const& s) {
        r.signed_at_return = signature_of(s, evidence::ledger_signed, zh);
        if (r.handed_back.made() && plain_yes(s.what.data.get(label(evidence::ledger_signed).code)))
            r.signed_at_return.who = r.handed_back.who;
    }

    void end(ledger_row& r, step const& s) {
        if (s.what.event == "nobody_home")
            r.remark = event_name(t_.life(), s.what.event, zh) + " " + brief(s.what.occurred_at, now_);
        if (!t_.life().closed(s.after)) {
            r.closed = {};
            return;
        }
        if (t_.life().closed(s.before)) return;
        r.closed = mark_of(s, zh);
        auto const& state = t_.life().states[s.after.state].label;
        if (state.code != "closed") r.remark = state.zh;
    }

    void agree(ledger_row& r, instant next_issue) const {
        for (appointment const& a : t_.facts().agreements())
            if (a.made_at < next_issue && (!r.arrived.made() || a.made_at <= r.arrived.when)) r.agreed = a.when;
    }

    seen_ticket const& t_;
    form_fields const& fields_;
    instant now_;
    std::vector<ledger_row> rows_;
};

inline cell tested(test_result const& t, instant reader) {
    if (!t.done.made()) return {};
    cell c{t.passed ? "合格" : "不合格", t.passed ? tone::good : tone::bad, brief(t.done.when, reader)};
    if (!t.reading.empty()) c.below = t.reading + " · " + c.below;
    if (t.failed_before > 0) c.below += fmt::format("(此前 {} 次不合格)", t.failed_before);
    return c;
}

inline paper_data::row row_of(ledger_row const& r, instant reader) {
    return {{"number", {r.number, tone::plain, r.issue > 1 ? fmt::format("第 {} 次派工", r.issue) : ""}},
            {"received", {brief(r.received, reader)}},
            {"customer", {r.customer, tone::plain, r.place}},
            {"level", {std::string{label(r.urgency).zh}, r.urgency == level::urgent ? tone::bad : tone::plain}},
            {"fault", {r.fault}},
            {"agreed", {r.agreed ? brief(*r.agreed, reader) : ""}},
            {"issued", marked(r.issued, "", reader)},
            {"crew", {r.crew}},
            {"signed_at_issue", marked(r.signed_at_issue, "未签", reader, tone::bad)},
            {"arrived", {brief(r.arrived.when, reader)}},
            {"test", tested(r.test, reader)},
            {"confirmed", marked(r.confirmed, "", reader)},
            {"handed_back", marked(r.handed_back, "", reader)},
            {"signed_at_return", marked(r.signed_at_return, "", reader)},
            {"closed", {brief(r.closed.when, reader), tone::plain, r.remark}}};
}

}  // namespace ledger_detail

GONGDAN_INLINE void note_test(test_result& r, seen_ticket const& t, step const& s) {
    auto const tight = t.bit(evidence::air_tightness);
    if (!ledger_detail::gives(t.life(), s.what.event, tight)) return;
    if (r.done.made() && !r.passed) ++r.failed_before;
    r.done = mark_of(s, language::zh);
    r.passed = (s.left & tight) != 0;
    auto const text = s.what.data.get(label(evidence::air_tightness).code);
    r.reading = plain_yes(text) ? std::string_view{} : text;
}

GONGDAN_INLINE std::vector<ledger_row> orders_of(seen_ticket const& t, scope const& s) {
    if (t.bit(evidence::ledger_entered) == 0) return {};
    return ledger_detail::reader{t, s}.rows();
}

GONGDAN_INLINE std::vector<ledger_row> ledger(desk const& d, scope const& s) {
    std::vector<ledger_row> all;
    snapshot const seen{d, s};
    for (seen_ticket const& t : seen.tickets())
        for (ledger_row& r : orders_of(t, s))
            if (r.issued.when >= s.since) all.push_back(std::move(r));
    std::stable_sort(all.begin(), all.end(),
                     [](ledger_row const& a, ledger_row const& b) { return a.issued.when < b.issued.when; });
    return all;
}

GONGDAN_INLINE paper_data ledger_data(std::vector<ledger_row> const& rows, scope const& s) {
    paper_data d;
    d.fields["hall_prefix"] = {s.hall.empty() ? "" : s.hall + " · "};
    d.fields["as_of"] = {to_text(s.as_of)};
    d.fields["count"] = {std::to_string(rows.size())};
    for (ledger_row const& r : rows) d.lists["orders"].push_back(ledger_detail::row_of(r, s.as_of));
    return d;
}

GONGDAN_INLINE document ledger_form(std::vector<ledger_row> const& rows, scope const& s) {
    return fill(*shipped_paper("ledger"), ledger_data(rows, s));
}

}}}  // namespace gongdan::report
