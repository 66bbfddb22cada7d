#pragma once

#include <gongdan/report/settlement.hpp>
#include <gongdan/report/wording.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

namespace settlement_detail {

inline bool closes(seen_ticket const& t, step const& x) {
    return x.what.stands == standing::accepted && t.life().closed(x.after) && !t.life().closed(x.before);
}

/// Takes in what one ticket did on the day.
inline void take(settlement& all, settlement::business& b, seen_ticket const& t, std::string const& fee_field) {
    std::string fee = t.field(fee_field);
    if (day_of(t.facts().opened) == all.on) ++b.opened;
    for (step const& x : t.steps()) {
        if (x.what.stands != standing::accepted) continue;
        if (auto const noted = x.what.data.get(fee_field); !noted.empty()) fee = noted;
        if (day_of(x.what.occurred_at) != all.on) continue;
        if (closes(t, x)) ++b.closed;
        if ((x.left & t.bit(evidence::fee_paid)) == 0 || fee.empty()) continue;
        auto const amount = amount_named(fee);
        if (!amount) {
            all.unreadable.push_back(t.number());
            continue;
        }
        if ((*amount).fen == 0) continue;
        ++b.payments;
        b.amount = b.amount + *amount;
    }
}

inline std::vector<settlement::gas> gas_of(settlement const& s, std::vector<gas_sale> const& sales) {
    std::vector<settlement::gas> all;
    for (std::size_t i = 0; i < std::size(labels<gas_use>::table); ++i)
        all.push_back({static_cast<gas_use>(i), 0, 0, {}});
    for (gas_sale const& x : sales) {
        if (x.on != s.on || (!s.hall.empty() && x.hall != s.hall)) continue;
        auto& g = all[static_cast<std::size_t>(x.use)];
        ++g.sales;
        g.litres += x.litres;
        g.amount = g.amount + x.amount;
    }
    return all;
}

inline std::string cubic_metres(std::int64_t litres) { return fmt::format("{}.{:03}", litres / 1000, litres % 1000); }

inline cell count(std::size_t n) { return {std::to_string(n), n == 0 ? tone::quiet : tone::plain}; }

inline cell difference(money due, std::optional<money> counted) {
    if (!counted) return {"未点款", tone::quiet};
    money const d{counted->fen - due.fen};
    return {to_text(d), d.fen == 0 ? tone::good : tone::bad};
}

inline std::string papers_of(seen_ticket const& t) {
    std::string all;
    auto const& names = t.life().evidence;
    for (std::size_t i = 0; i < names.size(); ++i)
        if ((t.record().at.evidence >> i & 1U) != 0) all += (all.empty() ? "" : "、") + std::string{names[i].zh};
    return all;
}

}  // namespace settlement_detail

GONGDAN_INLINE reading<money> amount_named(std::string_view text) {
    constexpr std::string_view figures = "0123456789.";
    if (text == "免费") return {money{}, {}};
    auto const begin = text.find_first_of(figures);
    if (begin == std::string_view::npos) return {{}, "no amount"};
    auto const end = std::min(text.find_first_not_of(figures, begin), text.size());
    if (text.find_first_of(figures, end) != std::string_view::npos) return {{}, "more than one amount"};
    return read_money(text.substr(begin, end - begin));
}

GONGDAN_INLINE money settlement::fees() const {
    money sum;
    for (auto const& b : by_type) sum = sum + b.amount;
    return sum;
}

GONGDAN_INLINE money settlement::gas_sold() const {
    money sum;
    for (auto const& g : by_use) sum = sum + g.amount;
    return sum;
}

GONGDAN_INLINE settlement
settle(snapshot const& seen, scope const& s, day on, std::vector<gas_sale> const& sales, std::optional<money> counted) {
    settlement all;
    all.on = on;
    all.hall = s.hall;
    all.counted = counted;
    std::map<std::string, settlement::business> by_type;
    for (seen_ticket const& t : seen.tickets()) {
        if (t.facts().tip < start_of(on)) continue;
        auto const type = t.type();
        auto& b = by_type[type.zh];
        b.type = type;
        settlement_detail::take(all, b, t, s.fields.fee);
    }
    for (auto& [name, b] : by_type)
        if (b.opened + b.closed + b.payments != 0) all.by_type.push_back(std::move(b));
    all.by_use = settlement_detail::gas_of(all, sales);
    return all;
}

GONGDAN_INLINE paper_data settlement_data(settlement const& s) {
    using namespace settlement_detail;
    paper_data d;
    d.fields["hall"] = {s.hall.empty() ? "各营业厅" : s.hall};
    d.fields["day"] = {to_text(s.on)};
    d.fields["fees_total"] = {to_text(s.fees())};
    d.fields["gas_total"] = {to_text(s.gas_sold())};
    d.fields["total"] = {to_text(s.due())};
    d.fields["counted"] = {s.counted ? to_text(*s.counted) : ""};
    d.fields["difference"] = difference(s.due(), s.counted);
    if (!s.unreadable.empty()) d.fields["unreadable"] = {fmt::format("{}", fmt::join(s.unreadable, "、")), tone::bad};
    for (auto const& b : s.by_type)
        d.lists["business"].push_back({{"type", {b.type.zh}},
                                       {"opened", count(b.opened)},
                                       {"closed", count(b.closed)},
                                       {"payments", count(b.payments)},
                                       {"amount", {to_text(b.amount)}}});
    for (auto const& g : s.by_use)
        d.lists["gas"].push_back({{"use", {std::string{label(g.use).zh}}},
                                  {"sales", count(g.sales)},
                                  {"volume", {cubic_metres(g.litres)}},
                                  {"amount", {to_text(g.amount)}}});
    return d;
}

GONGDAN_INLINE paper_data archive_data(snapshot const& seen, scope const& s) {
    using namespace settlement_detail;
    paper_data d;
    auto& files = d.lists["files"];
    for (seen_ticket const& t : seen.tickets()) {
        if (t.record().open()) continue;
        auto const steps = t.steps();
        instant closed = distant_past;
        for (step const& x : steps)
            if (closes(t, x)) closed = x.what.occurred_at;
        if (closed < s.since) continue;
        files.push_back({{"number", {t.number()}},
                         {"type", {t.type().zh}},
                         {"customer", {t.field(s.fields.customer), tone::plain, t.field(s.fields.place)}},
                         {"hall", {t.facts().hall}},
                         {"opened", {full(t.facts().opened)}},
                         {"closed", {full(closed)}},
                         {"state", {t.state().zh}},
                         {"entries", {std::to_string(steps.size())}},
                         {"papers", {papers_of(t)}}});
    }
    auto const from = full(s.since);
    d.fields["hall_prefix"] = {s.hall.empty() ? "" : s.hall + " · "};
    d.fields["period"] = {from.empty() ? "截至 " + to_text(s.as_of) : from + " 至 " + to_text(s.as_of)};
    d.fields["count"] = {std::to_string(files.size())};
    return d;
}

}}}  // namespace gongdan::report
