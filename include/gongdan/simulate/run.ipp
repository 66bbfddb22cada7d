#pragma once

#include <gongdan/simulate/counting_journal.hpp>
#include <gongdan/simulate/detail/arrivals.hpp>
#include <gongdan/simulate/detail/events.hpp>
#include <gongdan/simulate/detail/people.hpp>
#include <gongdan/simulate/histogram.hpp>
#include <gongdan/simulate/run.hpp>
#include <gongdan/simulate/script.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

namespace run_detail {

/// Sums over the counted time what stands at a number of tickets or crews.
struct levels {
    std::vector<std::int64_t> waiting;  ///< by class
    std::vector<std::int64_t> busy;
    std::int64_t on_duty = 0;
};

/// One replication under way.
class engine {
public:
    engine(simulation const& s, std::uint64_t number, witness* who);
    replication run();

private:
    using what = moment::what;

    [[nodiscard]] ticket_class const& kind_of(live const& t) const { return scenario_.classes[t.kind]; }
    [[nodiscard]] script& script_for(live const& t) { return scripts_[t.kind]; }
    [[nodiscard]] draw draw_for(live const& t, purpose p, std::uint32_t n) const {
        return {families_[t.kind], t.number, p, n};
    }
    [[nodiscard]] tick span(distribution const& d, live const& t, purpose p, std::uint32_t n = 0) const {
        return quantised(random_.sample(d, draw_for(t, p, n)), per_unit_);
    }
    [[nodiscard]] bool counts(tick t) const { return from_ <= t && t < to_; }
    [[nodiscard]] bool over() const {
        return agenda_.empty() || agenda_.next() > last_ || (agenda_.next() >= to_ && counted_open_ == 0);
    }

    void begin();
    void advance(tick to);
    void take(event const& e);
    // What happens.
    void new_day(std::uint32_t index);
    void shift_begins(std::uint32_t c);
    void shift_ends(std::uint32_t c);
    void ticket_comes(std::uint32_t kind);
    void patience_ends(std::uint32_t slot);
    void visit_is_due(std::uint32_t slot);
    void crew_arrives(std::uint32_t c);
    void crew_is_done(std::uint32_t c);
    void look(std::uint32_t probe);
    // What follows from it.
    void expect_next(std::uint32_t kind);
    [[nodiscard]] std::uint32_t open(std::uint32_t kind);
    void offer(std::uint32_t slot);
    void wait(std::uint32_t slot);
    void leave_line(live& t);
    void begin_trip(std::uint32_t c, std::uint32_t slot);
    void begin_work(std::uint32_t c);
    void nobody_home(std::uint32_t c);
    [[nodiscard]] std::uint32_t interrupt(std::uint32_t c);
    [[nodiscard]] std::uint32_t weakest_below(std::uint32_t skill, level urgency) const;
    std::uint32_t let_go(std::uint32_t c);
    void find_work(std::uint32_t c);
    void close(std::uint32_t slot, what how);
    void perform(live const& t, script::steps& steps, std::uint32_t c = none, tick visit = 0);
    void tell(what w, live const* t, std::uint32_t c = none) const;
    // What is counted.
    void note_wait(live const& t, tick until);
    void count(std::uint32_t slot, what how);
    void count_targets(live const& t, bool abandoned);
    void count_open();
    void finish_tallies();

    simulation const& simulation_;
    scenario const& scenario_;
    random_source random_;
    tick per_unit_;
    tick from_;
    tick to_;
    tick last_;
    tick now_ = 0;
    std::shared_ptr<counting_journal> journal_ = std::make_shared<counting_journal>();
    desk desk_;
    witness* who_;

    agenda agenda_;
    std::vector<std::uint64_t> families_;
    std::vector<arrival_stream> streams_;
    std::vector<std::uint64_t> came_;      ///< by class
    std::vector<script> scripts_;          ///< by class, its commands reused
    std::vector<std::uint32_t> skill_of_;  ///< by class
    std::vector<std::vector<clause const*>> targets_;
    skill_bits skills_;
    std::vector<crew> crews_;
    std::vector<waiting_line> lines_;  ///< by the skill that is asked for
    free_crews free_;
    std::vector<live> tickets_;
    std::vector<std::uint32_t> unused_;
    std::uint64_t order_ = 0;
    std::uint64_t counted_open_ = 0;
    levels now_at_;
    std::vector<histogram> waits_;
    replication result_;
};

inline engine::engine(simulation const& s, std::uint64_t number, witness* who)
    : simulation_(s),
      scenario_(s.what()),
      random_(scenario_.seed, number),
      per_unit_(scenario_.per_unit()),
      from_(quantised(scenario_.warm_up, per_unit_)),
      to_(quantised(scenario_.horizon, per_unit_)),
      last_(to_ + quantised(scenario_.cool_down, per_unit_)),
      desk_(s.days(), scenario_.rules, s.types(), journal_, {minutes{15}, true}),
      who_(who),
      skills_(scenario_),
      crews_(crews_of(scenario_, skills_)),
      lines_(skills_.size()),
      free_(crews_, skills_.size()) {
    std::size_t const kinds = scenario_.classes.size();
    came_.resize(kinds);
    now_at_.waiting.resize(kinds);
    now_at_.busy.resize(kinds);
    waits_.resize(kinds);
    result_.classes.resize(kinds);
    result_.targets.resize(kinds);
    result_.probes.resize(scenario_.probes.size());
    for (std::size_t k = 0; k < kinds; ++k) {
        ticket_class const& c = scenario_.classes[k];
        families_.push_back(family_of(c.name));
        streams_.emplace_back(scenario_, c, random_);
        scripts_.push_back(*script_of(c.type));
        skill_of_.push_back(skills_.bit(c.skill));
        targets_.push_back(s.targets(k));
        result_.targets[k].resize(targets_[k].size());
    }
    if (who_ != nullptr) desk_.observe(who_);
}

inline replication engine::run() {
    begin();
    while (!over()) {
        event const e = agenda_.take();
        advance(e.at);
        take(e);
    }
    advance(counted_open_ == 0 ? std::max(now_, to_) : last_);
    count_open();
    finish_tallies();
    return std::move(result_);
}

inline void engine::begin() {
    bool const rostered =
        std::any_of(crews_.begin(), crews_.end(), [](crew const& c) { return !c.group->shifts.empty(); });
    // Day 0 is the one before the start, whose night shifts may reach into it.
    if (rostered) agenda_.put(0, happening::new_day, 0);
    for (std::uint32_t c = 0; c < crews_.size(); ++c)
        if (crews_[c].group->shifts.empty()) agenda_.put(0, happening::shift_begins, c);
    for (std::uint32_t k = 0; k < scenario_.classes.size(); ++k) expect_next(k);
    for (std::uint32_t p = 0; p < scenario_.probes.size(); ++p)
        agenda_.put(quantised(scenario_.probes[p], per_unit_), happening::probe, p);
}

inline void engine::advance(tick to) {
    tick const dt = std::min(to, to_) - std::max(now_, from_);
    now_ = to;
    if (dt <= 0) return;
    for (std::size_t k = 0; k < now_at_.waiting.size(); ++k) {
        result_.classes[k].queue_area += now_at_.waiting[k] * dt;
        result_.classes[k].busy_area += now_at_.busy[k] * dt;
    }
    result_.duty_area += now_at_.on_duty * dt;
}

inline void engine::take(event const& e) {
    switch (e.what) {
    case happening::new_day: return new_day(e.subject);
    case happening::shift_begins: return shift_begins(e.subject);
    case happening::shift_ends: return shift_ends(e.subject);
    case happening::crew_arrives:
        if (crews_[e.subject].stamp == e.stamp) crew_arrives(e.subject);
        return;
    case happening::crew_is_done:
        if (crews_[e.subject].stamp == e.stamp) crew_is_done(e.subject);
        return;
    case happening::patience_ends:
        if (tickets_[e.subject].stamp == e.stamp) patience_ends(e.subject);
        return;
    case happening::visit_is_due: return visit_is_due(e.subject);
    case happening::ticket_comes: return ticket_comes(e.subject);
    case happening::probe: return look(e.subject);
    }
}

inline bool worked(duty_days on, calendar const& days, day d) {
    if (on == duty_days::every_day) return true;
    return days.covers(d) && days.works(d) == (on == duty_days::working_days);
}

inline void engine::new_day(std::uint32_t index) {
    day const today = day_of(scenario_.start) + (static_cast<std::int32_t>(index) - 1);
    auto const at = [&](seconds since_midnight) {
        return (start_of(today) + since_midnight - scenario_.start).count() * scenario_.per_second;
    };
    for (std::uint32_t c = 0; c < crews_.size(); ++c)
        for (shift const& s : crews_[c].group->shifts) {
            if (!worked(s.on, simulation_.days(), today) || at(s.to) <= 0) continue;
            agenda_.put(std::max<tick>(at(s.from), 0), happening::shift_begins, c);
            agenda_.put(at(s.to), happening::shift_ends, c);
        }
    agenda_.put(std::max<tick>(at(hours{24}), 0), happening::new_day, index + 1);
}

inline void engine::shift_begins(std::uint32_t c) {
    ++now_at_.on_duty;
    tell(what::on_duty, nullptr, c);
    if (++crews_[c].duty == 1 && !crews_[c].busy()) find_work(c);
}

inline void engine::shift_ends(std::uint32_t c) {
    --now_at_.on_duty;
    tell(what::off_duty, nullptr, c);
    if (--crews_[c].duty > 0) return;
    free_.put(c, false);
    if (crews_[c].busy() && scenario_.shift_end == at_shift_end::pause) offer(interrupt(c));
}

inline void engine::expect_next(std::uint32_t kind) {
    auto const at = streams_[kind].next();
    if (at && *at <= last_) agenda_.put(*at, happening::ticket_comes, kind);
}

inline void engine::ticket_comes(std::uint32_t kind) {
    auto const slot = open(kind);
    expect_next(kind);
    auto const& patience = scenario_.classes[kind].patience;
    offer(slot);
    live const& t = tickets_[slot];
    if (patience && t.waiting)
        agenda_.put(now_ + span(*patience, t, purpose::patience), happening::patience_ends, slot, t.stamp);
}

inline std::uint32_t engine::open(std::uint32_t kind) {
    if (unused_.empty()) {
        unused_.push_back(static_cast<std::uint32_t>(tickets_.size()));
        tickets_.emplace_back();
    }
    std::uint32_t const slot = unused_.back();
    unused_.pop_back();
    ticket_class const& c = scenario_.classes[kind];
    opening o;
    o.type = c.type;
    o.occurred_at = scenario_.clock(now_);
    o.who.as = role::receptionist;
    o.urgency = c.urgency;
    if (scenario_.plain()) o.label = c.name;
    auto const id = desk_.open(o);
    if (!id) throw std::logic_error("simulation: " + id.why().en);
    live& t = tickets_[slot];
    std::uint32_t const stamp = t.stamp + 1;
    t = live{};
    t.id = *id;
    t.kind = kind;
    t.number = ++came_[kind];
    t.order = ++order_;
    t.came = now_;
    t.stamp = stamp;
    t.used = true;
    t.counted = counts(now_);
    counted_open_ += t.counted ? 1 : 0;
    tell(what::opened, &t);
    perform(t, script_for(t).opened);
    return slot;
}

/// To a crew at once where one is free; else, where that is allowed, to one that does something less urgent.
inline void engine::offer(std::uint32_t slot) {
    live const& t = tickets_[slot];
    std::uint32_t const skill = skill_of_[t.kind];
    if (auto const c = free_.first(skill); c != none) return begin_trip(c, slot);
    auto const c = scenario_.pre_emptive ? weakest_below(skill, kind_of(t).urgency) : none;
    if (c == none) return wait(slot);
    std::uint32_t const left = interrupt(c);
    begin_trip(c, slot);
    offer(left);
}

inline void engine::wait(std::uint32_t slot) {
    live& t = tickets_[slot];
    ticket_record const& r = *desk_.ticket(t.id);
    rank place{-static_cast<int>(kind_of(t).urgency), distant_future, distant_future, t.order, slot, t.stamp};
    for (target_state const& s : r.targets)
        if (!s.voided) place.deadline = std::min(place.deadline, s.due_at);
    if (auto const agreed = r.facts.agreed()) place.appointment = agreed->from;
    t.waiting = true;
    ++now_at_.waiting[t.kind];
    lines_[skill_of_[t.kind]].push(place);
}

inline void engine::leave_line(live& t) {
    t.waiting = false;
    ++t.stamp;
    --now_at_.waiting[t.kind];
}

/// The crew whose ticket is the least urgent, of those less urgent than `urgency`; of equal ones the one that began last.
inline std::uint32_t engine::weakest_below(std::uint32_t skill, level urgency) const {
    std::uint32_t found = none;
    for (std::uint32_t i = 0; i < crews_.size(); ++i) {
        crew const& c = crews_[i];
        if (!c.busy() || c.duty == 0 || (c.skills >> skill & 1) == 0) continue;
        auto const here = kind_of(tickets_[c.slot]).urgency;
        if (here >= urgency) continue;
        if (found == none) {
            found = i;
            continue;
        }
        auto const there = kind_of(tickets_[crews_[found].slot]).urgency;
        if (here < there || (here == there && c.began > crews_[found].began)) found = i;
    }
    return found;
}

inline void engine::begin_trip(std::uint32_t c, std::uint32_t slot) {
    live& t = tickets_[slot];
    crew& who = crews_[c];
    who.slot = slot;
    who.began = now_;
    who.under_way = true;
    free_.put(c, false);
    ++now_at_.busy[t.kind];
    if (t.waiting) leave_line(t);
    if (t.first_taken < 0) {
        t.first_taken = now_;
        note_wait(t, now_);
    }
    tell(what::taken, &t, c);
    perform(t, t.interrupted ? script_for(t).taken_again : script_for(t).taken, c);
    auto const& travel = kind_of(t).travel;
    if (!travel) return crew_arrives(c);
    agenda_.put(now_ + span(*travel, t, purpose::travel, t.trips++), happening::crew_arrives, c, ++who.stamp);
}

inline void engine::crew_arrives(std::uint32_t c) {
    live& t = tickets_[crews_[c].slot];
    auto const& k = kind_of(t);
    if (t.remaining < 0 && k.nobody_home > 0 &&
        random_.uniform(draw_for(t, purpose::absence, t.visits)) < k.nobody_home)
        return nobody_home(c);
    begin_work(c);
}

inline void engine::begin_work(std::uint32_t c) {
    crew& who = crews_[c];
    live& t = tickets_[who.slot];
    bool const first = t.remaining < 0;
    if (first) t.remaining = span(kind_of(t).service, t, purpose::service);
    who.under_way = false;
    who.began = now_;
    t.interrupted = false;
    tell(what::begun, &t, c);
    perform(t, first ? script_for(t).arrived : script_for(t).resumed);
    agenda_.put(now_ + t.remaining, happening::crew_is_done, c, ++who.stamp);
}

inline void engine::nobody_home(std::uint32_t c) {
    std::uint32_t const slot = let_go(c);
    live& t = tickets_[slot];
    tick const next = now_ + span(kind_of(t).revisit, t, purpose::revisit, t.visits++);
    t.interrupted = false;
    tell(what::absent, &t, c);
    perform(t, script_for(t).absent, none, next);
    agenda_.put(next, happening::visit_is_due, slot);
    find_work(c);
}

inline void engine::visit_is_due(std::uint32_t slot) {
    tell(what::back, &tickets_[slot]);
    perform(tickets_[slot], script_for(tickets_[slot]).back);
    offer(slot);
}

/// Takes the crew from its ticket, which is to be offered again and has its old place in the line.
inline std::uint32_t engine::interrupt(std::uint32_t c) {
    bool const under_way = crews_[c].under_way;
    tick const began = crews_[c].began;
    std::uint32_t const slot = let_go(c);
    live& t = tickets_[slot];
    if (!under_way) t.remaining -= now_ - began;
    t.interrupted = true;
    tell(what::interrupted, &t, c);
    perform(t, script_for(t).interrupted);
    return slot;
}

inline void engine::crew_is_done(std::uint32_t c) {
    std::uint32_t const slot = let_go(c);
    tell(what::done, &tickets_[slot], c);
    perform(tickets_[slot], script_for(tickets_[slot]).done);
    close(slot, what::done);
    find_work(c);
}

inline void engine::patience_ends(std::uint32_t slot) {
    live& t = tickets_[slot];
    leave_line(t);
    note_wait(t, now_);
    tell(what::abandoned, &t);
    perform(t, script_for(t).abandoned);
    close(slot, what::abandoned);
}

inline void engine::look(std::uint32_t probe) {
    result_.probes[probe].all_busy = !free_.any();
    for (auto const n : now_at_.waiting) result_.probes[probe].waiting += static_cast<std::uint64_t>(n);
}

inline std::uint32_t engine::let_go(std::uint32_t c) {
    crew& who = crews_[c];
    std::uint32_t const slot = who.slot;
    --now_at_.busy[tickets_[slot].kind];
    who.slot = none;
    ++who.stamp;
    return slot;
}

/// The first of all tickets that wait and that the crew can do.
inline void engine::find_work(std::uint32_t c) {
    crew const& who = crews_[c];
    if (!who.free()) return;
    waiting_line* best = nullptr;
    for (std::size_t k = 0; k < lines_.size(); ++k) {
        if ((who.skills >> k & 1) == 0) continue;
        waiting_line& line = lines_[k];
        while (!line.empty() && tickets_[line.top().slot].stamp != line.top().stamp) line.pop();
        if (!line.empty() && (best == nullptr || best->top() > line.top())) best = &line;
    }
    if (best == nullptr) return free_.put(c, true);
    std::uint32_t const slot = best->top().slot;
    best->pop();
    begin_trip(c, slot);
}

inline void engine::close(std::uint32_t slot, what how) {
    live& t = tickets_[slot];
    if (t.counted) {
        count(slot, how);
        --counted_open_;
    }
    t.used = false;
    ++t.stamp;
    unused_.push_back(slot);
}

inline void engine::perform(live const& t, script::steps& steps, std::uint32_t c, tick visit) {
    for (script_step& s : steps) {
        s.what.occurred_at = scenario_.clock(now_);
        if (s.names_crew) s.what.data.set(field::crew, crews_[c].name);
        if (s.names_time)
            s.what.data.set(field::from, to_text(scenario_.clock(visit)))
                .set(field::to, to_text(scenario_.clock(visit) + hours{2}));
        if (auto const done = desk_.apply(t.id, s.what); !done)
            throw std::logic_error(fmt::format("simulation: '{}': {}", s.what.event, done.why().en));
    }
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

inline void engine::note_wait(live const& t, tick until) {
    if (!t.counted) return;
    tally& sum = result_.classes[t.kind];
    sum.wait += until - t.came;
    sum.waited += until > t.came ? 1 : 0;
    waits_[t.kind].add(until - t.came);
}

inline void engine::count(std::uint32_t slot, what how) {
    live const& t = tickets_[slot];
    tally& sum = result_.classes[t.kind];
    ++sum.tickets;
    if (how == what::abandoned) ++sum.abandoned;
    else sum.sojourn += now_ - t.came;
    if (how == what::opened) ++sum.open;
    count_targets(t, how == what::abandoned);
}

inline void engine::count_targets(live const& t, bool abandoned) {
    if (targets_[t.kind].empty()) return;
    instant const now = scenario_.clock(now_);
    for (target_view const& v : desk_.targets(t.id)) {
        auto const& codes = targets_[t.kind];
        auto const at =
            std::find_if(codes.begin(), codes.end(), [&](clause const* c) { return c->target == v.what->target; });
        target_count& n = result_.targets[t.kind][static_cast<std::size_t>(at - codes.begin())];
        switch (v.at(now)) {
        case verdict::met: ++n.met; break;
        case verdict::late:
        case verdict::open_late: ++n.late; break;
        case verdict::exempt: break;
        default: ++(abandoned ? n.late : n.undecided); break;
        }
    }
}

/// What is open at the end is counted as it then stands: its targets by their due time, its wait so far (never dropped).
inline void engine::count_open() {
    for (std::uint32_t slot = 0; slot < tickets_.size(); ++slot) {
        live const& t = tickets_[slot];
        if (!t.used || !t.counted) continue;
        if (t.first_taken < 0) note_wait(t, now_);
        count(slot, what::opened);
    }
}

inline void engine::finish_tallies() {
    histogram waits;
    for (std::size_t k = 0; k < result_.classes.size(); ++k) {
        tally& c = result_.classes[k];
        for (double const p : scenario_.quantiles) c.wait_quantiles.push_back(waits_[k].quantile(p));
        waits.merge(waits_[k]);
        result_.all.tickets += c.tickets;
        result_.all.waited += c.waited;
        result_.all.abandoned += c.abandoned;
        result_.all.open += c.open;
        result_.all.wait += c.wait;
        result_.all.sojourn += c.sojourn;
        result_.all.queue_area += c.queue_area;
        result_.all.busy_area += c.busy_area;
    }
    for (double const p : scenario_.quantiles) result_.all.wait_quantiles.push_back(waits.quantile(p));
    result_.events = agenda_.taken();
    result_.entries = journal_->last();
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

GONGDAN_INLINE replication simulation::run(std::uint64_t number, witness* who) const {
    return run_detail::engine(*this, number, who).run();
}

}  // namespace simulate
}}  // namespace gongdan
