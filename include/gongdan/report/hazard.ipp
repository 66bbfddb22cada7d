#pragma once

#include <gongdan/report/hazard.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

namespace hazard_detail {

inline void keep(std::string& text, std::string_view news) {
    if (!news.empty()) text = news;
}

/// A hazard is found by a step that says so, or shows itself by the notice written about it.
inline bool finds(seen_ticket const& t, step const& s) {
    return parse_label<outcome>(s.what.data.get(field::outcome)) == outcome::hazard ||
           (s.left & t.bit(evidence::notice_written)) != 0;
}

inline hazard begin(seen_ticket const& t, scope const& s) {
    hazard h;
    h.id = t.id();
    h.number = t.number();
    h.type = t.type();
    h.hall = t.facts().hall;
    h.customer = t.field(s.fields.customer);
    h.place = t.field(s.fields.place);
    h.description = t.field(s.fields.hazard);
    h.rectify_by = t.field(s.fields.rectify_by);
    h.ticket_open = t.record().open();
    h.followed_here = t.bit(evidence::hazard_cleared) != 0;
    return h;
}

inline void take(hazard& h, seen_ticket const& t, step const& s, form_fields const& names, language l) {
    auto const left = [&](evidence e) { return (s.left & t.bit(e)) != 0; };
    if (!h.found.made() && finds(t, s)) h.found = mark_of(s, l);
    keep(h.description, s.what.data.get(names.hazard));
    keep(h.rectify_by, s.what.data.get(names.rectify_by));
    if (left(evidence::measures_proposed)) {
        auto const text = s.what.data.get(label(evidence::measures_proposed).code);
        keep(h.measures, plain_yes(text) ? std::string_view{} : text);
    }
    if (left(evidence::notice_written)) h.notice = mark_of(s, l);
    if (left(evidence::notice_signed)) h.signature = customer_signature_of(s, t, names, l);
    // Found again, at a re-check or by another notice, it is open again.
    if (finds(t, s)) h.cleared = {};
    if (left(evidence::hazard_cleared)) h.cleared = mark_of(s, l);
}

inline cell stated(std::string const& text, std::string_view absent) {
    return text.empty() ? cell{std::string{absent}, tone::quiet} : cell{text};
}

}  // namespace hazard_detail

GONGDAN_INLINE std::optional<hazard> hazard_of(seen_ticket const& t,
                                               std::vector<step> const& steps,
                                               scope const& s,
                                               language l) {
    if (t.bit(evidence::notice_written) == 0) return {};
    hazard h = hazard_detail::begin(t, s);
    for (step const& x : steps)
        if (x.what.stands == standing::accepted) hazard_detail::take(h, t, x, s.fields, l);
    if (!h.found.made()) return {};
    return h;
}

GONGDAN_INLINE bool found_before(hazard const& a, hazard const& b) { return a.found.when < b.found.when; }

GONGDAN_INLINE std::vector<hazard> hazards(snapshot const& seen, scope const& s, language l) {
    std::vector<hazard> all;
    for (seen_ticket const& t : seen.tickets())
        if (auto h = hazard_of(t, t.steps(), s, l)) all.push_back(*std::move(h));
    std::stable_sort(all.begin(), all.end(), found_before);
    return all;
}

GONGDAN_INLINE answer<document> hazard_notice(desk const& d, ticket_id id, scope const& s) {
    snapshot const seen{d, s};
    auto const* t = seen.find(id);
    if (t == nullptr)
        return refusal{"report.no_ticket",
                       {},
                       fmt::format("截至此时没有工单 {}", id.value),
                       fmt::format("by then there is no ticket {}", id.value)};
    auto const h = hazard_of(*t, t->steps(), s, language::zh);
    if (!h)
        return refusal{"report.no_hazard", "T8", fmt::format("工单 {} 未发现隐患", t->number()),
                       fmt::format("no hazard was found at ticket {}", t->number())};
    return hazard_notice_form(*h);
}

GONGDAN_INLINE paper_data hazard_notice_data(hazard const& h) {
    using hazard_detail::stated;
    paper_data d;
    d.fields["number"] = {h.number};
    d.fields["customer"] = stated(h.customer, "未填");
    d.fields["address"] = stated(h.place, "未填");
    d.fields["hall"] = stated(h.hall, "未填");
    d.fields["type"] = {h.type.zh};
    d.fields["found"] = marked(h.found, "未记录", distant_past);
    d.fields["notice"] = marked(h.notice, "尚未开具", distant_past, tone::bad);
    d.fields["description"] = stated(h.description, "未填写");
    d.fields["measures"] = stated(h.measures, "未填写");
    d.fields["rectify_by"] = stated(h.rectify_by, "未规定期限");
    d.fields["signature"] = marked(h.signature, "用户未签字", distant_past, tone::bad);
    d.fields["cleared"] = h.followed_here ? marked(h.cleared, "尚未复查合格", distant_past, tone::warn)
                                          : cell{"另立安检工单跟踪闭环", tone::quiet};
    return d;
}

GONGDAN_INLINE document hazard_notice_form(hazard const& h) {
    return fill(*shipped_paper("hazard_notice"), hazard_notice_data(h));
}

}}}  // namespace gongdan::report
