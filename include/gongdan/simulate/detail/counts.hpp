#pragma once

#include <gongdan/simulate/detail/arrivals.hpp>
#include <gongdan/simulate/detail/meter.hpp>
#include <gongdan/simulate/detail/office.hpp>
#include <gongdan/simulate/detail/tickets.hpp>
#include <gongdan/simulate/run.hpp>

#include <algorithm>
#include <vector>

// What one replication counts. Of use to run.ipp alone.

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace run_detail {

/// The first that would have been enough to be in time, had it cost no time; `over` is by how much it was late.
[[nodiscard]] inline breach_cause cause_of(spent const& s, tick over) {
    tick const in_order[] = {s.nobody, s.gap, s.travel, s.part, s.customer};
    for (std::size_t i = 0; i + 1 < breach_causes; ++i)
        if (in_order[i] > 0 && in_order[i] >= over) return static_cast<breach_cause>(i);
    return breach_cause::rule_itself;
}

/// How a ticket ends.
enum class ending : std::uint8_t { done, abandoned, open };  // no labels: never shown

class counts {
public:
    counts(simulation const& s, counted_time over)
        : scenario_(s.what()),
          over_(over),
          all_waiting_(over),
          on_duty_(over),
          driving_(over),
          busy_(over),
          overtime_(over) {
        std::size_t const kinds = scenario_.classes.size();
        waiting_.assign(kinds, meter(over));
        busy_by_kind_.assign(kinds, meter(over));
        result_.classes.resize(kinds);
        result_.targets.resize(kinds);
        result_.probes.resize(scenario_.probes.size());
        result_.hours.resize(hours_of_week);
        for (std::size_t k = 0; k < kinds; ++k) {
            targets_.push_back(s.targets(k));
            result_.targets[k].resize(targets_[k].size());
        }
    }

    // Levels.
    void waits(std::uint32_t kind, tick now, int by) {
        waiting_[kind].change(now, by);
        all_waiting_.change(now, by);
    }
    void is_busy(std::uint32_t kind, tick now, int by) {
        busy_by_kind_[kind].change(now, by);
        busy_.change(now, by);
    }
    void drives(tick now, int by) { driving_.change(now, by); }
    void works_overtime(tick now, int by) { overtime_.change(now, by); }
    void is_on_duty(tick now, int by) { on_duty_.change(now, by); }

    /// Goes on at the levels of the counts before it.
    void follow(counts const& before) {
        for (std::size_t k = 0; k < waiting_.size(); ++k) {
            waiting_[k].follow(before.waiting_[k]);
            busy_by_kind_[k].follow(before.busy_by_kind_[k]);
        }
        all_waiting_.follow(before.all_waiting_);
        on_duty_.follow(before.on_duty_);
        driving_.follow(before.driving_);
        busy_.follow(before.busy_);
        overtime_.follow(before.overtime_);
    }
    [[nodiscard]] counted_time over() const { return over_; }

    /// An hour of the week has passed, or part of one.
    void end_hour(std::size_t hour, tick now) {
        hour_sum& h = result_.hours[hour];
        hour_sum const to{over_.passed(now), all_waiting_.area(now), on_duty_.area(now), busy_.area(now)};
        h.counted += to.counted - hour_began_.counted;
        h.waiting += to.waiting - hour_began_.waiting;
        h.on_duty += to.on_duty - hour_began_.on_duty;
        h.busy += to.busy - hour_began_.busy;
        hour_began_ = to;
    }
    void look(std::uint32_t probe, bool all_busy) {
        result_.probes[probe] = {all_busy, static_cast<std::uint64_t>(all_waiting_.level()),
                                 static_cast<std::uint64_t>(busy_.level())};
    }

    // Tickets.
    void note_wait(live const& t, tick ready, tick until) {
        if (!t.counted) return;
        tally& sum = result_.classes[t.kind];
        sum.wait += until - ready;
        sum.waited += until > ready ? 1 : 0;
        sum.waits.add(until - ready);
    }
    void note_begun(live const& t, tick now) {
        if (t.counted) result_.classes[t.kind].begun.add(now - t.came);
    }
    void note_end(live const& t, ending how, tick now, office const& desk) {
        tally& sum = result_.classes[t.kind];
        ++sum.tickets;
        if (how == ending::abandoned) ++sum.abandoned;
        else sum.sojourn += now - t.came;
        if (how == ending::done) sum.closed.add(now - t.came);
        if (how == ending::open) ++sum.open;
        bool const late = judge(t, how, now, desk);
        day_sum& d = day_of_ticket(t);
        ++d.tickets;
        d.late += late ? 1 : 0;
    }

    /// Puts the sums together.
    [[nodiscard]] replication finish(tick now, std::uint64_t events, std::uint64_t entries) {
        result_.events = events;
        result_.entries = entries;
        histogram waits;
        for (std::size_t k = 0; k < result_.classes.size(); ++k) {
            tally& c = result_.classes[k];
            c.queue_area = waiting_[k].area(now);
            c.busy_area = busy_by_kind_[k].area(now);
            for (double const p : scenario_.quantiles) c.wait_quantiles.push_back(c.waits.quantile(p));
            waits.merge(c.waits);
            add(result_.all, c);
        }
        for (double const p : scenario_.quantiles) result_.all.wait_quantiles.push_back(waits.quantile(p));
        result_.duty_area = on_duty_.area(now);
        result_.drive_area = driving_.area(now);
        result_.overtime_area = overtime_.area(now);
        return std::move(result_);
    }

private:
    static void add(tally& all, tally const& c) {
        all.tickets += c.tickets;
        all.waited += c.waited;
        all.abandoned += c.abandoned;
        all.open += c.open;
        all.wait += c.wait;
        all.sojourn += c.sojourn;
        all.queue_area += c.queue_area;
        all.busy_area += c.busy_area;
    }
    [[nodiscard]] day_sum& day_of_ticket(live const& t) {
        instant const then = scenario_.start + seconds{t.came / scenario_.per_second};
        auto const i = static_cast<std::size_t>(day_of(then) - day_of(scenario_.start));
        if (i >= result_.days.size()) result_.days.resize(i + 1);
        return result_.days[i];
    }

    /// Judges a ticket's targets as the desk last assessed them, and tells whether one was not kept.
    [[nodiscard]] bool judge(live const& t, ending how, tick now, office const& desk) {
        if (targets_[t.kind].empty()) return false;
        instant const clock = scenario_.clock(now);
        bool any_late = false;
        ticket_record const& ticket = desk.ticket(t.id);
        for (target_state const& s : ticket.targets) {
            target_count& n = count_of(t.kind, *ticket.type->clause_at(s.clause).what);
            switch (verdict_of(s.voided, s.met_at, s.state, s.due_at, clock)) {
            case verdict::met: ++n.met; continue;
            case verdict::exempt: continue;
            case verdict::late:
            case verdict::open_late: break;
            default:
                if (how == ending::abandoned) break;
                ++n.undecided;
                continue;
            }
            any_late = true;
            ++n.late;
            ++n.causes[static_cast<std::size_t>(why_late(t, s, clock))];
        }
        return any_late;
    }
    [[nodiscard]] target_count& count_of(std::uint32_t kind, clause const& of) {
        auto const& known = targets_[kind];
        auto const at =
            std::find_if(known.begin(), known.end(), [&](clause const* c) { return c->target == of.target; });
        return result_.targets[kind][static_cast<std::size_t>(at - known.begin())];
    }
    [[nodiscard]] breach_cause why_late(live const& t, target_state const& s, instant now) const {
        bool const met = s.met_at <= now;
        bool const by_begin = met && t.first_begun >= 0 && s.met_at <= scenario_.clock(t.first_begun);
        tick const over = s.state == due::how::at ? ((met ? s.met_at : now) - s.due_at).count() : 0;
        return cause_of(by_begin ? t.at_begin : t.so_far, over);
    }

    scenario const& scenario_;
    counted_time over_;
    std::vector<std::vector<clause const*>> targets_;  ///< by class
    std::vector<meter> waiting_;                       ///< by class
    std::vector<meter> busy_by_kind_;
    meter all_waiting_;
    meter on_duty_;
    meter driving_;
    meter busy_;
    meter overtime_;
    hour_sum hour_began_;
    replication result_;
};

}}}}  // namespace gongdan::simulate::run_detail
