#pragma once

#include <gongdan/simulate/observed.hpp>
#include <gongdan/time/civil.hpp>

#include <algorithm>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

namespace observed_detail {

/// A visit as it stands in the log, its times in order and none before the ticket.
class visit_check {
public:
    visit_check(foreign_ticket const& t, mapping const& m, std::string const& file, fault_sink const& rejected)
        : t_(t), m_(m), file_(file), rejected_(rejected) {}

    [[nodiscard]] bool good(foreign_visit& v) const {
        for (auto* const time : {&v.sent, &v.arrived, &v.left})
            if (*time && **time < t_.opened && t_.opened - **time <= m_.clock_skew) *time = t_.opened;
        return in_order(v, v.sent, m_.visit->sent, t_.opened, "the opening") &&
               in_order(v, v.arrived, m_.visit->arrived, v.sent.value_or(t_.opened), "it was sent") &&
               in_order(v, v.left, m_.visit->left, v.arrived ? *v.arrived : v.sent.value_or(t_.opened), "it came") &&
               steps_in_order(v);
    }

private:
    bool steps_in_order(foreign_visit const& v) const {
        instant before = v.arrived.value_or(t_.opened);
        for (std::size_t i = 0; i < v.steps.size(); ++i) {
            if (!in_order(v, v.steps[i], m_.visit->steps[i].at, before, "what comes before it")) return false;
            before = v.steps[i].value_or(before);
        }
        return v.steps.empty() || in_order(v, v.left, m_.visit->left, before, "its last step");
    }
    bool in_order(foreign_visit const& v,
                  std::optional<instant> const& time,
                  std::string const& column,
                  instant before,
                  char const* what) const {
        if (!time || before <= *time) return true;
        rejected_({{file_, v.line, column},
                   "lies " + span_text(before - *time) + " before " + what + ": the visit is left out"});
        return false;
    }

    foreign_ticket const& t_;
    mapping const& m_;
    std::string const& file_;
    fault_sink const& rejected_;
};

inline void take_first(observation& o, foreign_visit const& v) {
    o.response = *v.arrived - o.opened;
    if (v.sent) {
        o.intake = *v.sent - o.opened;
        o.travel = *v.arrived - *v.sent;
    }
    if (v.left) o.service = *v.left - *v.arrived;
    o.skill = v.skill;
    std::optional<instant> before = v.arrived;
    for (auto const& at : v.steps) {
        o.steps.push_back(at && before ? std::optional{*at - *before} : std::nullopt);
        before = at;
    }
}

inline void take_visits(observation& o, std::vector<foreign_visit> const& visits, std::vector<crew_stretch>& busy) {
    foreign_visit const* first = nullptr;
    for (foreign_visit const& v : visits)
        if (v.arrived && (first == nullptr || *v.arrived < *first->arrived)) first = &v;
    if (first != nullptr) take_first(o, *first);
    for (foreign_visit const& v : visits) {
        auto const from = v.sent ? v.sent : v.arrived;
        if (!from || !v.left) continue;
        if (&v != first) o.more.push_back(*v.left - *from);
        busy.push_back({v.crew, *from, *v.left, v.skill});
    }
}

/// Where no visits are told, from what happened.
inline void take_story(observation& o, std::vector<foreign_event> const& events, std::vector<crew_stretch>& busy) {
    std::optional<instant> since;
    seconds worked{0};
    bool begun = false;
    for (foreign_event const& e : events) {
        bool const ends = e.event == "resolve" || e.event == "close";
        if (since && (ends || e.event == "wait")) {
            worked += e.at - *since;
            busy.push_back({{}, *since, e.at});
            since.reset();
        }
        if (e.event == "work" && !since) {
            since = std::max(e.at, o.opened);
            if (!begun) o.response = *since - o.opened;
            begun = true;
        }
        if (!ends) continue;
        if (!begun) {
            if (o.opened <= e.at) busy.push_back({{}, o.opened, e.at});
            worked = e.at - o.opened;
        }
        if (worked >= seconds{0}) o.service = worked;
        return;
    }
}

/// How many were busy when each ticket came in.
inline void count_busy(observed_log& log) {
    std::vector<instant> begins;
    std::vector<instant> ends;
    for (crew_stretch const& s : log.stretches) {
        begins.push_back(s.from);
        ends.push_back(s.to);
    }
    std::sort(begins.begin(), begins.end());
    std::sort(ends.begin(), ends.end());
    auto const until = [](std::vector<instant> const& all, instant t) {
        return static_cast<std::size_t>(std::upper_bound(all.begin(), all.end(), t) - all.begin());
    };
    for (observation& o : log.tickets) {
        auto const before =
            static_cast<std::size_t>(std::lower_bound(begins.begin(), begins.end(), o.opened) - begins.begin());
        auto const gone = until(ends, o.opened);
        o.busy_then = before - std::min(before, gone);
    }
}

}  // namespace observed_detail

GONGDAN_INLINE observed_log observe(std::vector<foreign_ticket> const& tickets,
                                    mapping const& m,
                                    std::string const& file,
                                    fault_sink const& rejected) {
    using namespace observed_detail;
    observed_log log;
    log.tells_visits = m.visit.has_value();
    log.names_crews = m.visit && !m.visit->crew.empty();
    log.names_skills = m.visit && !m.visit->skill.empty();
    if (m.visit)
        for (auto const& s : m.visit->steps) log.steps.push_back(s.step);
    for (foreign_ticket const& t : tickets) {
        observation o{t.type, t.urgency, t.opened};
        if (m.visit) {
            visit_check const check(t, m, file, rejected);
            auto visits = t.visits;
            visits.erase(std::remove_if(visits.begin(), visits.end(), [&](foreign_visit& v) { return !check.good(v); }),
                         visits.end());
            take_visits(o, visits, log.stretches);
        } else {
            take_story(o, story(t, m), log.stretches);
        }
        log.tickets.push_back(std::move(o));
    }
    std::stable_sort(log.tickets.begin(), log.tickets.end(),
                     [](observation const& a, observation const& b) { return a.opened < b.opened; });
    count_busy(log);
    return log;
}

}  // namespace simulate
}}  // namespace gongdan
