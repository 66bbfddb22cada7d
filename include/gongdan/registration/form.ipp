#pragma once

#include <gongdan/registration/form.hpp>
#include <gongdan/time/civil.hpp>

#include <algorithm>
#include <tuple>

namespace gongdan { inline namespace GONGDAN_MODE { namespace registration {

namespace form_detail {

inline auto key(address const& a) { return std::tie(a.community, a.building, a.unit, a.room); }

inline bool before(address const& a, address const& b) { return key(a) < key(b); }

}  // namespace form_detail

GONGDAN_INLINE day unknown_date() { return on("2002-01-01"); }

GONGDAN_INLINE bool form::has(paper p) const { return std::find(papers.begin(), papers.end(), p) != papers.end(); }

GONGDAN_INLINE home_register::home_register(std::vector<address> homes) : homes_(std::move(homes)) {
    std::sort(homes_.begin(), homes_.end(), form_detail::before);
}

GONGDAN_INLINE bool home_register::has(address const& home) const {
    return std::binary_search(homes_.begin(), homes_.end(), home, form_detail::before);
}

GONGDAN_INLINE std::vector<std::string> home_register::units_of(address const& home) const {
    std::vector<std::string> units;
    address const first{home.community, home.building, {}, {}};
    for (auto i = std::lower_bound(homes_.begin(), homes_.end(), first, form_detail::before); i != homes_.end(); ++i) {
        if (i->community != home.community || i->building != home.building) break;
        if (units.empty() || units.back() != i->unit) units.push_back(i->unit);
    }
    return units;
}

GONGDAN_INLINE std::optional<money> fee_due(form const& f, fee::schedule const& fees) {
    auto const paid = f.payment_day() ? f.payment_day() : f.registered;
    if (!f.dwelling || !paid) return {};
    auto const* price = fees.registering(*f.dwelling, *paid);
    return price == nullptr ? std::nullopt : std::optional<money>{price->amount};
}

GONGDAN_INLINE payload ticket_fields(form const& f) {
    payload p{{"customer", f.customer}, {"phone", f.phone}, {"address", f.home.text()}};
    std::string wishes = f.wishes;
    auto const note = [&](std::string_view text) { wishes += (wishes.empty() ? "" : ";") + std::string{text}; };
    if (f.meter_fitted) note(f.kind == registration::kind::collective ? "统一装表" : "已装表");
    if (!wishes.empty()) p.set("wishes", wishes);
    if (f.care != care::none) p.set("care", label(f.care).code).set("home_service", "yes");
    return p;
}

}}}  // namespace gongdan::registration
