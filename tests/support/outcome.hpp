#pragma once

// What a day at a desk comes to, in words that can be compared.

#include <gongdan/desk/desk.hpp>

#include <map>
#include <set>
#include <string>
#include <utility>

namespace outcome_of_a_day {

using namespace gongdan;

/// What a host has been told and has not been told to forget: per target the steps, and whether it is breached.
class told_so_far {
public:
    void hear(effect const& e) {
        if (!keys_.insert(e.key).second) doubled_ += e.key + ' ';
        auto& steps = standing_[{e.ticket.value, e.target}];
        switch (e.kind) {
        case effect_kind::warn:
        case effect_kind::breach:
        case effect_kind::escalate: steps.insert(e.step); break;
        case effect_kind::breach_unmade: steps.clear(); break;
        case effect_kind::withdrawn: steps.erase(steps.lower_bound(e.step), steps.end()); break;
        case effect_kind::deadline_moved:
        case effect_kind::conflict: break;
        }
    }
    [[nodiscard]] std::string const& doubled() const { return doubled_; }
    [[nodiscard]] std::string text() const {
        std::string all;
        for (auto const& [what, steps] : standing_) {
            if (steps.empty()) continue;
            all += std::to_string(what.first) + '/' + what.second + ':';
            bool const breached = steps.count(100) != 0;  // and then nobody looks at the warnings
            for (int const s : steps)
                if (!breached || s >= 100) all += ' ' + std::to_string(s);
            all += '\n';
        }
        return all;
    }

private:
    std::set<std::string> keys_;
    std::string doubled_;
    std::map<std::pair<std::uint64_t, std::string>, std::set<int>> standing_;
};

/// Where a ticket stands, in words that can be compared.
inline std::string text_of(ticket_record const& t) {
    std::string s = std::to_string(t.id.value) + ' ' + std::string{t.type->life().states[t.at.state].label.code} + ' ' +
                    std::to_string(t.at.custody) + ' ' + std::to_string(t.at.evidence) + ' ' +
                    std::to_string(t.version) + ' ' + std::to_string(t.conflicts) + ' ' + std::to_string(t.epoch) +
                    ' ' + std::string{label(t.facts.urgency).code} + ' ' + std::to_string(t.facts.tip.since_epoch) +
                    ' ' + t.facts.crew;
    for (target_state const& x : t.targets)
        s += "\n  " + t.type->clause_at(x.clause).what->target + ' ' + std::to_string(x.starts_at.since_epoch) + ' ' +
             std::to_string(x.met_at.since_epoch) + ' ' + std::to_string(x.due_at.since_epoch) + ' ' +
             std::to_string(static_cast<int>(x.state)) + (x.breached ? " breached" : "") + (x.voided ? " voided" : "");
    return s + '\n';
}

inline std::string tickets_of(desk const& d) {
    std::string all;
    for (std::uint64_t i = 1; i <= d.size(); ++i) all += text_of(*d.ticket({i}));
    return all;
}

}  // namespace outcome_of_a_day
