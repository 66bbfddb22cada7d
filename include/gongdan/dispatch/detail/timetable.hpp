#pragma once

#include <gongdan/dispatch/detail/tour.hpp>
#include <gongdan/dispatch/plan.hpp>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

/// Writes out a feasible tour as a route.
class timetable {
public:
    timetable(compiled const& p, tour const& t) : p_(p), tour_(t), taken_(t.breaks_taken()) {}

    [[nodiscard]] route make() {
        run(tour_.crew().shift.first);
        // A crew that would only wait at its first stop may as well leave later.
        tick const idle = made_.steps[1].waiting;
        if (idle != 0) run(tour_.crew().shift.first + idle);
        made_.crew = crew().id;
        made_.cost = tour_.travel_cost() / p_.cost_unit;
        made_.distance = distance();
        return std::move(made_);
    }

private:
    [[nodiscard]] dispatch::crew const& crew() const { return *p_.crews_by_id[tour_.crew_index()]; }

    void run(tick departure) {
        made_.steps.clear();
        now_ = departure;
        driven_ = 0;
        load_.assign(p_.kinds, 0);
        for (std::uint32_t const v : tour_.visits())
            for (std::size_t k = 0; k < p_.kinds; ++k) load_[k] += p_.delivery(v)[k];
        at_ = tour_.crew().start;
        made_.steps.push_back({step_kind::start, 0, crew().start, departure, 0, 0, 0, 0, load_});
        for (std::size_t i = 0; i < tour_.size(); ++i) {
            drive(i, p_.visits[tour_.visits()[i]].where);
            stop(tour_.visits()[i]);
        }
        drive(tour_.size(), tour_.crew().end);
        made_.steps.push_back({step_kind::end, 0, crew().end, now_, 0, 0, 0, driven_, load_});
    }

    /// From the i-th stop to the next, with the breaks taken between them.
    void drive(std::size_t i, place to) {
        tick left = tour_.crew().travel->duration(at_, to);
        tick const whole = left;
        for (std::size_t b = taken_[i]; b < taken_[i + 1]; ++b) {
            compiled_break const& pause = tour_.crew().breaks[b];
            tick const begin = pause.when.next(now_);
            tick const part = std::min(left, begin - now_);
            left -= part;
            driven_ += part;
            now_ += part;
            bool const on_the_road = left != 0 && left != whole;
            auto const where = left == 0 ? to : at_;
            made_.steps.push_back({step_kind::pause, p_.breaks_by_end[tour_.crew_index()][b],
                                   on_the_road ? std::nullopt : known(where), now_, begin - now_, 0, pause.service,
                                   driven_, load_});
            now_ = begin + pause.service;
        }
        now_ += left;
        driven_ += left;
    }

    [[nodiscard]] std::optional<place> known(place at) const {
        return at < p_.source.places ? std::optional<place>{at} : std::nullopt;
    }

    void stop(std::uint32_t v) {
        compiled_visit const& visit = p_.visits[v];
        tick const begin = visit.when.next(now_);
        tick const setup = at_ == visit.where ? 0 : visit.setup;
        for (std::size_t k = 0; k < p_.kinds; ++k) load_[k] += p_.pickup(v)[k] - p_.delivery(v)[k];
        tick const service = tour_.crew().takes(visit.service);
        made_.steps.push_back(
            {step_kind::visit, p_.given(v).id, visit.where, now_, begin - now_, setup, service, driven_, load_});
        now_ = begin + setup + service;
        at_ = visit.where;
    }

    [[nodiscard]] std::int64_t distance() const {
        auto const& all = p_.source.travel;
        auto const& t =
            *std::find_if(all.begin(), all.end(), [&](auto const& x) { return x.profile == crew().profile; });
        std::int64_t metres = 0;
        std::optional<place> from = crew().start;
        auto const go = [&](std::optional<place> to) {
            if (from && to && !t.distances.empty()) metres += t.distances[*from * p_.source.places + *to];
            from = to;
        };
        for (std::uint32_t const v : tour_.visits()) go(p_.visits[v].where);
        go(crew().end);
        return metres;
    }

    compiled const& p_;
    tour const& tour_;
    std::vector<std::size_t> taken_;
    route made_;
    tick now_ = 0;
    tick driven_ = 0;
    place at_ = 0;
    std::vector<std::int64_t> load_;
};

}}}}  // namespace gongdan::dispatch::detail
