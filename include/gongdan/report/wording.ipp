#pragma once

#include <gongdan/report/wording.hpp>
#include <gongdan/time/civil.hpp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

namespace wording_detail {

/// The engine's own fields as people call them.
inline term const* engine_field(std::string_view name) {
    static constexpr term names[] = {
        {field::level, "级别", "level"},   {field::external, "工单号", "number"}, {field::hall, "营业厅", "hall"},
        {field::label, "类型", "type"},    {field::from, "约定起", "from"},       {field::to, "约定止", "to"},
        {field::reason, "原因", "reason"}, {field::outcome, "结果", "outcome"},   {field::crew, "班组", "crew"},
    };
    for (term const& t : names)
        if (t.code == name) return &t;
    return nullptr;
}

template <class Enum>
std::string termed(std::string_view text, language l) {
    auto const e = parse_label<Enum>(text);
    return std::string{e ? label(*e).in(l) : text};
}

inline std::string value_text(std::string_view name, std::string_view text, language l) {
    if (name == field::level) return termed<level>(text, l);
    if (name == field::outcome) return termed<outcome>(text, l);
    if (name == field::reason) return termed<hold_reason>(text, l);
    return std::string{text};
}

/// The host's fields that the forms print, as the forms call them.
inline std::string_view form_field(form_fields const& f, std::string_view name, language l) {
    bool const zh = l == language::zh;
    if (name == f.customer) return zh ? "用户" : "customer";
    if (name == f.phone) return zh ? "电话" : "phone";
    if (name == f.place) return zh ? "地址" : "address";
    if (name == f.fault) return zh ? "故障" : "fault";
    if (name == f.fee) return zh ? "费用" : "fee";
    if (name == f.hazard) return zh ? "隐患" : "hazard";
    if (name == f.rectify_by) return zh ? "整改期限" : "rectify by";
    return name;
}

inline std::string one_field(
    lifecycle const& life, form_fields const& f, std::string_view name, std::string_view text, language l) {
    if (auto const i = life.find_evidence(name)) {
        std::string const what{life.evidence[*i].in(l)};
        return plain_yes(text) ? what : what + " " + std::string{text};
    }
    auto const* engine = engine_field(name);
    return std::string{engine != nullptr ? engine->in(l) : form_field(f, name, l)} + " " + value_text(name, text, l);
}

inline std::string without_year(std::string text, instant when, instant reader) {
    if (reader == distant_past) return text;
    return split(day_of(when)).year == split(day_of(reader)).year ? text.substr(5) : text;
}

}  // namespace wording_detail

GONGDAN_INLINE std::string person(entry const& e, language l) {
    return e.actor.empty() ? std::string{label(e.as).in(l)} : e.actor;
}

GONGDAN_INLINE mark mark_of(step const& s, language l) { return {person(s.what, l), s.what.occurred_at}; }

GONGDAN_INLINE mark customer_signature_of(step const& s, seen_ticket const& t, form_fields const& fields, language l) {
    mark m = signature_of(s, evidence::customer_signature, l);
    auto const text = s.what.data.get(label(evidence::customer_signature).code);
    if (s.what.as == role::customer || !(text.empty() || plain_yes(text))) return m;
    m.who = t.field(fields.customer);
    if (m.who.empty()) m.who = label(role::customer).in(l);
    return m;
}

GONGDAN_INLINE cell marked(mark const& m, std::string_view absent, instant reader, tone look_then) {
    if (!m.made()) return {std::string{absent}, look_then};
    return {m.who, tone::plain, brief(m.when, reader)};
}

GONGDAN_INLINE bool plain_yes(std::string_view text) {
    for (std::string_view const yes : {"yes", "true", "1", "是", "有", "已签", "signed", "passed", "合格"})
        if (text == yes) return true;
    return false;
}

GONGDAN_INLINE mark signature_of(step const& s, evidence e, language l) {
    auto const text = s.what.data.get(label(e).code);
    if (text.empty() || plain_yes(text)) return mark_of(s, l);
    return {std::string{text}, s.what.occurred_at};
}

GONGDAN_INLINE std::string full(instant t) {
    return t == distant_future || t == distant_past ? std::string{} : to_text(t);
}

GONGDAN_INLINE std::string full(interval agreed) {
    if (agreed.to <= agreed.from) return to_text(agreed.from);
    bool const one_day = day_of(agreed.from) == day_of(agreed.to - seconds{1});
    auto const end = to_text_ending_day(agreed.to);
    return to_text(agreed.from) + "–" + (one_day ? end.substr(11) : end);
}

GONGDAN_INLINE std::string brief(instant t, instant reader) {
    auto const text = full(t);
    return text.empty() ? text : wording_detail::without_year(text, t, reader);
}

GONGDAN_INLINE std::string brief(due const& d, instant reader) {
    auto const text = to_text(d);
    return text.empty() ? text : wording_detail::without_year(text, d.when - seconds{1}, reader);
}

GONGDAN_INLINE std::string brief(interval agreed, instant reader) {
    return wording_detail::without_year(full(agreed), agreed.from, reader);
}

GONGDAN_INLINE std::string event_name(lifecycle const& life, std::string_view code, language l) {
    if (code == entry_code::open) return l == language::zh ? "受理登记" : "opened";
    auto const i = life.find_event(code);
    return std::string{i ? life.events[*i].label.in(l) : code};
}

GONGDAN_INLINE std::string data_text(lifecycle const& life,
                                     payload const& data,
                                     form_fields const& fields,
                                     language l) {
    std::string s;
    for (auto const& [name, text] : data) {
        if (text.empty()) continue;
        if (!s.empty()) s += l == language::zh ? ";" : "; ";
        s += wording_detail::one_field(life, fields, name, text, l);
    }
    return s;
}

}}}  // namespace gongdan::report
