#pragma once

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

inline pairs head(work_order const& w) {
    return {{{"工单号", {w.number}},
             {"受理时间", {full(w.received)}},
             {"用户", {w.customer}},
             {"电话", {w.phone}},
             {"地址", {w.place}},
             {"营业厅", {w.hall}},
             {"业务级别", {std::string{label(w.urgency).zh}}},
             {"故障、要求", {w.fault}},
             {"约定时间", {w.agreed ? full(*w.agreed) : "未约定"}},
             {"班组", {w.crew}},
             {"当前状态", {w.state.zh}}}};
}

inline cell tested(test_result const& t) {
    if (!t.done.made()) return {"未做", tone::quiet};
    cell c = marked(t.done, "", distant_past);
    c.text = (t.passed ? "合格" : "不合格") + (t.reading.empty() ? "" : "," + t.reading) + "," + c.text;
    if (t.failed_before > 0) c.below += fmt::format("(此前 {} 次不合格)", t.failed_before);
    c.look = t.passed ? tone::good : tone::bad;
    return c;
}

inline pairs outcome_of(work_order const& w) {
    pairs p;
    auto const order = w.dispatched.value_or(ledger_row{});
    if (w.dispatched) {
        p.all.push_back({"建单登记", marked(order.issued, "", distant_past)});
        p.all.push_back({"维修工签领", marked(order.signed_at_issue, "未签", distant_past, tone::bad)});
        p.all.push_back({"到场", marked(order.arrived, "未到场", distant_past)});
    }
    p.all.push_back({"气密性试验", tested(w.test)});
    p.all.push_back({"费用", {w.fee.empty() ? "未填" : w.fee, w.fee.empty() ? tone::quiet : tone::plain}});
    p.all.push_back({"内容和费用确认", marked(w.fee_agreed, "未确认", distant_past)});
    p.all.push_back({"缴费", marked(w.fee_paid, "未缴", distant_past)});
    p.all.push_back({"用户签字", marked(w.customer_signature, "用户未签字", distant_past, tone::bad)});
    if (w.dispatched) {
        p.all.push_back({"交单", marked(order.handed_back, "未交单", distant_past)});
        p.all.push_back({"维修工交单签字", marked(order.signed_at_return, "未签", distant_past)});
    }
    return p;
}

inline table steps_of(work_order const& w) {
    table t{{{"时间", fit::tight}, {"步骤", fit::tight}, {"经办", fit::tight}, {"之后状态", fit::tight}, {"内容"}}};
    for (auto const& x : w.lines) {
        cell when{full(x.when)};
        if (x.recorded > x.when) when.below = "补录 " + full(x.recorded);
        t.rows.push_back({when,
                          {x.event},
                          {x.who, tone::plain, x.as == x.who ? "" : x.as},
                          x.in_conflict ? cell{"与前后记录不符,待查", tone::bad} : cell{x.state},
                          {x.data}});
    }
    return t;
}

inline table proofs_of(work_order const& w) {
    table t{{{"凭据"}, {"办理", fit::tight}, {"时间", fit::tight}, {"说明"}}};
    for (auto const& p : w.proofs)
        t.rows.push_back(p.left.made() ? std::vector<cell>{{p.what}, {p.left.who}, {full(p.left.when)}, {p.text}}
                                       : std::vector<cell>{{p.what, tone::quiet}, {"—", tone::quiet}, {}, {}});
    return t;
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

GONGDAN_INLINE document work_order_form(work_order const& w) {
    using namespace work_order_detail;
    document d;
    d.title = (w.type.en == "repair" ? std::string{"维修"} : w.type.zh) + "业务工单";
    d.subtitle = "工单号 " + w.number;
    d.form = true;
    d.add(head(w));
    d.add(heading{"办理结果"});
    d.add(outcome_of(w));
    d.add(heading{"办理过程"});
    d.add(steps_of(w));
    d.add(heading{"凭据"});
    d.add(proofs_of(w));
    return d;
}

}}}  // namespace gongdan::report
