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

inline std::vector<cell> cells(ledger_row const& r, instant reader) {
    return {{r.number, tone::plain, r.issue > 1 ? fmt::format("第 {} 次派工", r.issue) : ""},
            {brief(r.received, reader)},
            {r.customer, tone::plain, r.place},
            {std::string{label(r.urgency).zh}, r.urgency == level::urgent ? tone::bad : tone::plain},
            {r.fault},
            {r.agreed ? brief(*r.agreed, reader) : ""},
            marked(r.issued, "", reader),
            {r.crew},
            marked(r.signed_at_issue, "未签", reader, tone::bad),
            {brief(r.arrived.when, reader)},
            tested(r.test, reader),
            marked(r.confirmed, "", reader),
            marked(r.handed_back, "", reader),
            marked(r.signed_at_return, "", reader),
            {brief(r.closed.when, reader), tone::plain, r.remark}};
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

GONGDAN_INLINE document ledger_form(std::vector<ledger_row> const& rows, scope const& s) {
    document d;
    d.title = "客服部维修派工台帐";
    d.subtitle = fmt::format("{}截至 {},共 {} 条", s.hall.empty() ? "" : s.hall + " · ", to_text(s.as_of), rows.size());
    d.form = d.landscape = true;
    auto& t = d.add(table{{{"工单号", fit::tight},
                           {"受理"},
                           {"用户、地址"},
                           {"级别", fit::tight},
                           {"故障"},
                           {"约定时间"},
                           {"建单"},
                           {"班组", fit::tight},
                           {"维修工签领"},
                           {"到场"},
                           {"气密性试验"},
                           {"用户签字"},
                           {"交单"},
                           {"维修工交单签字"},
                           {"关闭、备注"}}});
    t.none = "没有派工记录";
    for (ledger_row const& r : rows) t.rows.push_back(ledger_detail::cells(r, s.as_of));
    return d;
}

}}}  // namespace gongdan::report
