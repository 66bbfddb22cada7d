#pragma once

#include <gongdan/registration/field.hpp>
#include <gongdan/report/work_order.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

namespace work_order_detail {

inline constexpr language zh = language::zh;

inline work_order begin(seen_ticket const& t, form_fields const& f) {
    work_order w;
    w.id = t.id();
    w.number = t.number();
    w.type = t.type();
    w.state = t.state();
    w.urgency = t.facts().urgency;
    w.received = t.facts().opened;
    w.hall = t.facts().hall;
    w.customer = t.field(f.customer);
    w.phone = t.field(f.phone);
    w.place = t.field(f.place);
    w.fault = t.field(f.fault);
    w.fee = t.field(f.fee);
    w.crew = t.facts().crew;
    w.agreed = t.facts().agreed();
    w.own = t.facts().fields;
    for (term const& e : t.life().evidence) w.proofs.push_back({std::string{e.zh}, {}, {}});
    return w;
}

inline work_order::line line_of(seen_ticket const& t, step const& s, form_fields const& f) {
    lifecycle const& l = t.life();
    return {s.what.occurred_at,
            s.what.recorded_at,
            event_name(l, s.what.event, zh),
            person(s.what, zh),
            std::string{label(s.what.as).zh},
            std::string{l.states[s.after.state].label.zh},
            s.what.event == entry_code::open ? std::string{} : data_text(l, s.what.data, f, zh),
            s.what.stands == standing::conflict};
}

/// What stands on record at the end, and which step last left it.
inline void note_proofs(work_order& w, seen_ticket const& t, step const& s) {
    auto const& names = t.life().evidence;
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::uint64_t const bit = std::uint64_t{1} << i;
        if ((s.after.evidence & bit) == 0) w.proofs[i].left = {};
        if ((s.left & bit) == 0) continue;
        w.proofs[i].left = mark_of(s, zh);
        auto const text = s.what.data.get(names[i].code);
        w.proofs[i].text = plain_yes(text) ? std::string_view{} : text;
    }
}

inline void note_fee(work_order& w, seen_ticket const& t, step const& s, form_fields const& f) {
    if (auto const fee = s.what.data.get(f.fee); !fee.empty()) w.fee = fee;
    if ((s.left & t.bit(evidence::fee_agreed)) != 0) w.fee_agreed = mark_of(s, zh);
    if ((s.left & t.bit(evidence::fee_paid)) != 0) w.fee_paid = mark_of(s, zh);
}

inline cell tested(test_result const& t) {
    if (!t.done.made()) return {"未做", tone::quiet};
    cell c = marked(t.done, "", distant_past);
    c.text = (t.passed ? "合格" : "不合格") + (t.reading.empty() ? "" : "," + t.reading) + "," + c.text;
    if (t.failed_before > 0) c.below += fmt::format("(此前 {} 次不合格)", t.failed_before);
    c.look = t.passed ? tone::good : tone::bad;
    return c;
}

inline void add_head(paper_data& d, work_order const& w) {
    for (auto const& [name, text] : w.own) d.fields[std::string{name}] = {std::string{text}};
    d.fields["number"] = {w.number};
    d.fields["business"] = {w.type.en == "repair" ? std::string{"维修"} : w.type.zh};
    d.fields["type"] = {w.type.zh};
    d.fields["received"] = {full(w.received)};
    d.fields["customer"] = {w.customer};
    d.fields["phone"] = {w.phone};
    d.fields["address"] = {w.place};
    d.fields["hall"] = {w.hall};
    d.fields["level"] = {std::string{label(w.urgency).zh}};
    d.fields["fault"] = {w.fault};
    d.fields["agreed"] = {w.agreed ? full(*w.agreed) : "未约定"};
    d.fields["crew"] = {w.crew};
    d.fields["state"] = {w.state.zh};
    if (auto const c = parse_label<registration::care>(w.own.get("care")))
        d.fields["care"] = {std::string{label(*c).zh}};
}

inline void add_outcome(paper_data& d, work_order const& w) {
    if (w.dispatched) {
        d.fields["issued"] = marked(w.dispatched->issued, "", distant_past);
        d.fields["signed_at_issue"] = marked(w.dispatched->signed_at_issue, "未签", distant_past, tone::bad);
        d.fields["arrived"] = marked(w.dispatched->arrived, "未到场", distant_past);
        d.fields["handed_back"] = marked(w.dispatched->handed_back, "未交单", distant_past);
        d.fields["signed_at_return"] = marked(w.dispatched->signed_at_return, "未签", distant_past);
    }
    d.fields["test"] = tested(w.test);
    d.fields["fee"] = {w.fee.empty() ? "未填" : w.fee, w.fee.empty() ? tone::quiet : tone::plain};
    d.fields["fee_agreed"] = marked(w.fee_agreed, "未确认", distant_past);
    d.fields["fee_paid"] = marked(w.fee_paid, "未缴", distant_past);
    d.fields["customer_signature"] = marked(w.customer_signature, "用户未签字", distant_past, tone::bad);
}

inline paper_data::row row_of(work_order::line const& x) {
    cell when{full(x.when)};
    if (x.recorded > x.when) when.below = "补录 " + full(x.recorded);
    return {{"when", when},
            {"event", {x.event}},
            {"who", {x.who, tone::plain, x.as == x.who ? "" : x.as}},
            {"state", x.in_conflict ? cell{"与前后记录不符,待查", tone::bad} : cell{x.state}},
            {"data", {x.data}}};
}

inline paper_data::row row_of(work_order::proof const& p) {
    if (!p.left.made()) return {{"what", {p.what, tone::quiet}}, {"who", {"—", tone::quiet}}};
    return {{"what", {p.what}}, {"who", {p.left.who}}, {"when", {full(p.left.when)}}, {"text", {p.text}}};
}

}  // namespace work_order_detail

GONGDAN_INLINE answer<work_order> work_order_of(desk const& d, ticket_id id, scope const& s) {
    using namespace work_order_detail;
    snapshot const seen{d, s};
    auto const* t = seen.find(id);
    if (t == nullptr)
        return refusal{"report.no_ticket",
                       {},
                       fmt::format("截至此时没有工单 {}", id.value),
                       fmt::format("by then there is no ticket {}", id.value)};
    auto w = begin(*t, s.fields);
    for (step const& x : t->steps()) {
        w.lines.push_back(line_of(*t, x, s.fields));
        if (x.what.stands == standing::conflict) continue;
        note_proofs(w, *t, x);
        note_fee(w, *t, x, s.fields);
        note_test(w.test, *t, x);
        if ((x.left & t->bit(evidence::customer_signature)) != 0)
            w.customer_signature = customer_signature_of(x, *t, s.fields, zh);
    }
    auto orders = orders_of(*t, s);
    if (!orders.empty()) w.dispatched = std::move(orders.back());
    return w;
}

GONGDAN_INLINE paper_data work_order_data(work_order const& w) {
    using namespace work_order_detail;
    paper_data d;
    add_head(d, w);
    add_outcome(d, w);
    for (auto const& x : w.lines) d.lists["steps"].push_back(row_of(x));
    for (auto const& p : w.proofs) d.lists["proofs"].push_back(row_of(p));
    return d;
}

GONGDAN_INLINE document work_order_form(work_order const& w) {
    return fill(*shipped_paper("work_order"), work_order_data(w));
}

}}}  // namespace gongdan::report
