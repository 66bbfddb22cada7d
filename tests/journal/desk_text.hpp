#pragma once

#include <gongdan/desk/desk.hpp>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

// All that a desk knows, as text, so that two desks can be compared.

inline std::string text_of(gongdan::interval i) {
    return std::to_string(i.from.since_epoch) + "/" + std::to_string(i.to.since_epoch) + " ";
}

inline std::string text_of(gongdan::target_state const& s) {
    std::ostringstream t;
    t << "\n  target " << s.clause << " starts " << s.starts_at.since_epoch << " met " << s.met_at.since_epoch
      << " due " << s.due_at.since_epoch << " epoch " << s.epoch << " state " << static_cast<int>(s.state) << " step "
      << static_cast<int>(s.next_step) << " breached " << s.breached << " voided " << s.voided;
    return t.str();  // without `stamp`, which numbers the timers of one run
}

inline std::string text_of(gongdan::ticket_facts const& f) {
    std::ostringstream t;
    t << gongdan::label(f.urgency).code << " opened " << f.opened.since_epoch << " tip " << f.tip.since_epoch
      << " external " << f.external << " hall " << f.hall << " crew " << f.crew << " agreed ";
    for (gongdan::appointment const& a : f.agreements()) t << text_of(a.when) << "at " << a.made_at.since_epoch << ' ';
    t << "held ";
    for (gongdan::hold const& h : f.holds()) t << text_of(h.when) << gongdan::label(h.reason).code << ' ';
    for (auto const& [name, text] : f.fields) t << name << '=' << text << ' ';
    for (auto const& o : f.course.read().owners) t << o.who << " until " << o.until.since_epoch << ' ';
    if (f.merged()) t << "merged into " << f.merged()->into << ' ';
    if (auto const& w = f.course.read().waiting) t << "waits to " << w->event << ' ';
    t << "owner " << f.owner << " closed " << f.closed_at.since_epoch;
    return t.str();
}

inline std::string text_of(gongdan::ticket_record const& r) {
    std::ostringstream t;
    t << r.id.value << ' ' << r.type_name() << ' ' << r.label << " at " << int{r.at.state} << '/' << int{r.at.custody}
      << '/' << r.at.evidence << " version " << r.version << " conflicts " << r.conflicts << " epoch " << r.epoch << ' '
      << text_of(r.facts);
    for (gongdan::target_state const& s : r.targets) t << text_of(s);
    return t.str();
}

inline std::string text_of(gongdan::effect const& e) {
    return e.key + ' ' + std::to_string(e.ticket.value) + ' ' + e.target + ' ' + std::to_string(e.step) + ' ' +
           std::to_string(e.epoch) + ' ' + std::to_string(e.due.since_epoch) + '\n';
}

inline std::string pending_of(gongdan::desk& d, gongdan::instant now) {
    std::vector<std::string> all;
    for (gongdan::effect const& e : d.poll(now, 1'000'000)) all.push_back(text_of(e));
    std::sort(all.begin(), all.end());
    std::string text;
    for (auto const& s : all) text += s;
    return text;
}

/// Every ticket and every effect.
inline std::string text_of(gongdan::desk& d, gongdan::instant now) {
    std::string text;
    for (std::uint64_t id = 1; id <= d.size(); ++id) text += text_of(*d.ticket({id})) + '\n';
    return text + pending_of(d, now);
}
