#pragma once

#include <gongdan/desk/tables.hpp>
#include <gongdan/files/csv.hpp>
#include <gongdan/time/civil.hpp>

#include <tuple>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace tables_detail {

template <class Use>
void for_each_seen(desk const& d, std::string_view seen_by, Use use) {
    for (std::uint64_t i = 1; i <= d.size(); ++i)
        if (auto const* const t = d.ticket({i}); t != nullptr && (seen_by.empty() || d.sees(seen_by, {i}))) use(*t);
}

}  // namespace tables_detail

GONGDAN_INLINE std::string tickets_csv(desk const& d, instant as_of, std::string_view seen_by) {
    csv_text csv{{"ticket", "type", "level", "target", "accepted", "deadline", "met_at", "verdict"}};
    tables_detail::for_each_seen(d, seen_by, [&](ticket_record const& t) {
        for (target_view const& v : d.targets(t.id)) {
            bool const met = v.met_at != distant_future && v.met_at <= as_of;
            csv.row({t.name(), t.type_name(), label(t.facts.urgency).code, v.what->target, to_text(t.facts.opened),
                     to_text(v.deadline), met ? to_text(v.met_at) : "", label(v.at(as_of)).code});
        }
    });
    return csv.text();
}

GONGDAN_INLINE std::string owners_csv(desk const& d, instant as_of, std::string_view seen_by) {
    csv_text csv{{"ticket", "owner", "from", "to", "seconds", "held_seconds"}};
    tables_detail::for_each_seen(d, seen_by, [&](ticket_record const& t) {
        for (owned_time const& o : d.time_by_owner(t.id, as_of))
            csv.row({t.name(), o.who, to_text(o.when.from), to_text(o.when.to),
                     std::to_string((o.when.to - o.when.from).count()), std::to_string(o.held.count())});
    });
    return csv.text();
}

GONGDAN_INLINE std::string duplicates_csv(desk const& d, std::string_view seen_by) {
    csv_text csv{{"ticket", "duplicate", "apart_seconds", "same_address", "metres"}};
    tables_detail::for_each_seen(d, seen_by, [&](ticket_record const& t) {
        if (!t.open()) return;
        for (likely_duplicate const& x : d.possible_duplicates(t.id)) {
            auto const& other = *d.ticket(x.ticket);
            bool const first = std::tie(t.facts.opened, t.id) < std::tie(other.facts.opened, other.id);
            if (first && (seen_by.empty() || d.sees(seen_by, x.ticket)))
                csv.row({t.name(), other.name(), std::to_string(x.apart.count()), x.same_address ? "yes" : "no",
                         x.metres ? std::to_string(*x.metres) : ""});
        }
    });
    return csv.text();
}

}}  // namespace gongdan
