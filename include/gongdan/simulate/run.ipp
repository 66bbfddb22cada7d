#pragma once

#include <gongdan/simulate/detail/engine.hpp>
#include <gongdan/simulate/duty.ipp>
#include <gongdan/simulate/line.ipp>
#include <gongdan/simulate/routes.ipp>
#include <gongdan/simulate/run.hpp>
#include <gongdan/simulate/stages.ipp>
#include <gongdan/simulate/visit.ipp>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

namespace run_detail {

inline engine::engine(simulation const& s, std::uint64_t number, std::size_t batches, witness* who)
    : simulation_(s),
      scenario_(s.what()),
      random_(scenario_.seed, number),
      per_unit_(scenario_.per_unit()),
      over_{quantised(scenario_.warm_up, per_unit_), quantised(scenario_.horizon, per_unit_)},
      last_(over_.to + quantised(scenario_.cool_down, per_unit_)),
      hour_(hour_of_week(scenario_.start)),
      office_(s, who),
      counts_(s, over_, batches),
      who_(who),
      streams_(streams_of(scenario_, s.days(), random_)),
      expected_(streams_.size()),
      skills_(scenario_),
      crews_(crews_of(scenario_, skills_)),
      lines_(skills_.size()),
      free_(crews_, skills_.size()),
      gaps_(skills_.size()),
      places_(scenario_),
      router_(scenario_, office_.courses(), skill_of_),
      routes_(crews_.size()) {
    for (crew& c : crews_) c.at = places_.home(*c.group);
    for (ticket_class const& c : scenario_.classes) skill_of_.push_back(skills_.bit(c.skill));
}

inline std::vector<replication> engine::run() {
    begin();
    while (!over()) {
        event const e = agenda_.take();
        now_ = e.at;
        take(e);
    }
    now_ = counted_open_ == 0 ? std::max(now_, over_.to) : last_;
    close_open();
    counts_.end_hour(hour_, now_);
    return counts_.finish(now_, agenda_.taken(), office_.entries());
}

inline void engine::begin() {
    bool const rostered =
        std::any_of(crews_.begin(), crews_.end(), [](crew const& c) { return !c.group->shifts.empty(); });
    agenda_.put(0, happening::new_hour, 0);
    // Day 0 is the one before the start, whose night shifts may reach into it.
    if (rostered) agenda_.put(0, happening::new_day, 0);
    for (std::uint32_t c = 0; c < crews_.size(); ++c)
        if (crews_[c].group->shifts.empty()) agenda_.put(0, happening::shift_begins, c);
    for (std::uint32_t s = 0; s < streams_.size(); ++s) expect_next(s);
    for (std::uint32_t p = 0; p < scenario_.probes.size(); ++p)
        agenda_.put(quantised(scenario_.probes[p], per_unit_), happening::probe, p);
}

inline void engine::take(event const& e) {
    switch (e.what) {
    case happening::new_hour: return new_hour();
    case happening::new_day: return new_day(e.subject);
    case happening::shift_begins: return shift_begins(e.subject);
    case happening::shift_ends: return shift_ends(e.subject);
    case happening::crew_sets_out:
        if (crews_[e.subject].stamp == e.stamp && crews_[e.subject].free()) find_work(e.subject);
        return;
    case happening::crew_arrives:
        if (crews_[e.subject].stamp == e.stamp) crew_arrives(e.subject);
        return;
    case happening::crew_is_done:
        if (crews_[e.subject].stamp == e.stamp) crew_is_done(e.subject);
        return;
    case happening::patience_ends:
        if (tickets_[e.subject].stamp == e.stamp) patience_ends(e.subject);
        return;
    case happening::intake_ends: return intake_ends(e.subject);
    case happening::office_is_done:
        if (tickets_[e.subject].stamp == e.stamp) office_is_done(e.subject);
        return;
    case happening::visit_is_due:
        if (tickets_[e.subject].stamp == e.stamp) visit_is_due(e.subject);
        return;
    case happening::ticket_comes: return ticket_comes(e.subject);
    case happening::plan: return make_plan();
    case happening::probe: return counts_.look(e.subject, !free_.any());
    }
}

inline void engine::expect_next(std::uint32_t stream) {
    auto const next = streams_[stream].next();
    if (!next || next->at > last_) return;
    expected_[stream] = *next;
    agenda_.put(next->at, happening::ticket_comes, stream);
}

inline void engine::ticket_comes(std::uint32_t stream) {
    arrival_stream const& from = streams_[stream];
    std::uint64_t const number = expected_[stream].number;
    distribution const& batch = scenario_.classes[from.kind()].comes.batch;
    auto const size = quantised(random_.sample(batch, {from.family(), number, purpose::batch, 0}), 1);
    expect_next(stream);
    // Those of a batch have numbers that no other ticket of the class reaches.
    constexpr tick most = 10'000;
    for (tick i = 0; i < std::clamp<tick>(size, 1, most); ++i)
        receive(open(from, number | static_cast<std::uint64_t>(i) << 40));
}

inline std::uint32_t engine::open(arrival_stream const& from, std::uint64_t number) {
    if (unused_.empty()) {
        unused_.push_back(static_cast<std::uint32_t>(tickets_.size()));
        tickets_.emplace_back();
    }
    std::uint32_t const slot = unused_.back();
    unused_.pop_back();
    live& t = tickets_[slot];
    std::uint32_t const stamp = t.stamp + 1;
    t = live{};
    t.id = office_.open(from.kind(), now_);
    t.kind = from.kind();
    t.family = from.family();
    t.number = number;
    t.order = ++order_;
    t.place = places_.of(draw_for(t, purpose::place, 0), random_);
    t.came = t.since = now_;
    t.stamp = stamp;
    t.used = true;
    t.counted = over_.holds(now_);
    counted_open_ += t.counted ? 1 : 0;
    tell(what::opened, &t);
    course& steps = course_for(t);
    perform(t, steps.staged() ? steps.opened : script_for(t).opened);
    return slot;
}

inline void engine::close(std::uint32_t slot, ending how) {
    live& t = tickets_[slot];
    if (t.counted) {
        counts_.note_end(t, how, now_, office_);
        --counted_open_;
    }
    office_.forget(t.id);
    t.used = false;
    ++t.stamp;
    unused_.push_back(slot);
}

/// What is open at the end is counted as it then stands: its targets by their due time, its wait so far (never dropped).
inline void engine::close_open() {
    for (live& t : tickets_) {
        if (!t.used || !t.counted) continue;
        if (t.waiting) {
            if (t.first_taken < 0) counts_.note_wait(t, t.since, now_);
            leave_line(t);
        }
        counts_.note_end(t, ending::open, now_, office_);
    }
}

inline void engine::perform(live const& t, script::steps& steps, std::uint32_t c, tick visit) {
    if (steps.empty()) return;
    particulars p;
    if (c != none) p.crew = crews_[c].name;
    p.visit = scenario_.clock(visit);
    office_.perform(t.id, steps, now_, p);
}

inline void engine::tell(what w, live const* t, std::uint32_t c) const {
    if (who_ == nullptr) return;
    moment m;
    m.at = now_;
    m.happened = w;
    if (t != nullptr) {
        m.ticket = t->id;
        m.kind = t->kind;
    }
    m.crew = c;
    who_->saw(m);
}

inline refusal unknown_days(calendar const& days, day wanted) {
    auto why = days.unknown(wanted);
    why.code = "simulate.calendar";
    return why;
}

}  // namespace run_detail

GONGDAN_INLINE answer<simulation> simulation::make(scenario s, calendar days, std::vector<lifecycle const*> types) {
    if (s.per_second == 1) {
        day const first = day_of(s.start) - 1;
        day const last = day_of(s.start + seconds{quantised(s.horizon + s.cool_down, s.per_unit())});
        if (!days.covers(first)) return run_detail::unknown_days(days, first);
        if (!days.covers(last)) return run_detail::unknown_days(days, last);
    }
    if (auto const faults = check(s.rules, types); !faults.empty())
        return refusal{"simulate.rules", {}, faults[0].what.zh, faults[0].what.en};
    return simulation(std::move(s), std::move(days), std::move(types));
}

GONGDAN_INLINE std::vector<clause const*> simulation::targets(std::size_t kind) const {
    ticket_class const& k = scenario_.classes[kind];
    std::string const& type = scenario_.plain() ? k.name : k.type;
    std::vector<clause const*> found;
    for (clause const& c : scenario_.rules.clauses) {
        if (c.type != type || (c.only && *c.only != k.urgency)) continue;
        bool const there =
            std::any_of(found.begin(), found.end(), [&](clause const* f) { return f->target == c.target; });
        if (!there) found.push_back(&c);
    }
    return found;
}

GONGDAN_INLINE std::vector<std::string> simulation::crew_names() const {
    run_detail::skill_bits bits(scenario_);
    std::vector<std::string> names;
    for (auto const& c : run_detail::crews_of(scenario_, bits)) names.push_back(c.name);
    return names;
}

GONGDAN_INLINE replication simulation::run(std::uint64_t number, witness* who) const {
    return run_detail::engine(*this, number, 1, who).run().front();
}

GONGDAN_INLINE std::vector<replication> simulation::run_batches(std::uint64_t number, witness* who) const {
    return run_detail::engine(*this, number, std::max<std::size_t>(1, scenario_.batches), who).run();
}

}  // namespace simulate
}}  // namespace gongdan
