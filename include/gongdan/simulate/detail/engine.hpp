#pragma once

#include <gongdan/dispatch/renew.hpp>
#include <gongdan/simulate/detail/batches.hpp>
#include <gongdan/simulate/detail/events.hpp>
#include <gongdan/simulate/detail/office.hpp>
#include <gongdan/simulate/detail/people.hpp>
#include <gongdan/simulate/detail/places.hpp>
#include <gongdan/simulate/detail/routes.hpp>
#include <gongdan/simulate/detail/tickets.hpp>
#include <gongdan/simulate/run.hpp>

#include <vector>

// One replication under way. What happens stands in run.ipp, line.ipp, visit.ipp, stages.ipp, duty.ipp
// and routes.ipp.

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace run_detail {

class engine {
public:
    engine(simulation const& s, std::uint64_t number, std::size_t batches, witness* who);
    std::vector<replication> run();

private:
    using what = moment::what;

    [[nodiscard]] ticket_class const& kind_of(live const& t) const { return scenario_.classes[t.kind]; }
    [[nodiscard]] script& script_for(live const& t) { return office_.script_for(t.kind); }
    [[nodiscard]] course& course_for(live const& t) { return office_.course_for(t.kind); }
    [[nodiscard]] draw draw_for(live const& t, purpose p, std::uint32_t n) const { return {t.family, t.number, p, n}; }
    [[nodiscard]] tick span(distribution const& d, live const& t, purpose p, std::uint32_t n = 0) const {
        return quantised(random_.sample(d, draw_for(t, p, n)), per_unit_);
    }
    [[nodiscard]] bool happens(double probability, live const& t, purpose p, std::uint32_t n = 0) const {
        return probability > 0 && random_.uniform(draw_for(t, p, n)) < probability;
    }
    [[nodiscard]] std::size_t hour_of_day() const {
        return static_cast<std::size_t>(time_of_day(date()).count() / 3600);
    }
    [[nodiscard]] instant date() const { return scenario_.start + seconds{now_ / scenario_.per_second}; }
    [[nodiscard]] bool over() const {
        return agenda_.empty() || agenda_.next() > last_ || (agenda_.next() >= over_.to && counted_open_ == 0);
    }

    void begin();
    void take(event const& e);
    // What happens.
    void ticket_comes(std::uint32_t stream);
    void patience_ends(std::uint32_t slot);
    void visit_is_due(std::uint32_t slot);
    void intake_ends(std::uint32_t slot);
    void crew_arrives(std::uint32_t c);
    void crew_is_done(std::uint32_t c);
    // What follows from it.
    void expect_next(std::uint32_t stream);
    [[nodiscard]] std::uint32_t nearest_to(crew const& who) const;
    [[nodiscard]] claims claims_of(live const& t) const;
    [[nodiscard]] std::uint32_t open(arrival_stream const& from, std::uint64_t number);
    void receive(std::uint32_t slot);
    void offer(std::uint32_t slot);
    void wait(std::uint32_t slot);
    void leave_line(live& t);
    [[nodiscard]] std::uint32_t free_crew_for(live const& t) const;
    [[nodiscard]] std::optional<tick> trip(crew const& who, live& t) const;
    void begin_trip(std::uint32_t c, std::uint32_t slot);
    void begin_work(std::uint32_t c);
    [[nodiscard]] bool set_back(std::uint32_t c);
    void stand_still(std::uint32_t slot, what why, script::steps& steps, tick until, std::uint32_t c = none);
    [[nodiscard]] std::uint32_t interrupt(std::uint32_t c);
    [[nodiscard]] std::uint32_t weakest_below(std::uint32_t skill, level urgency) const;
    std::uint32_t let_go(std::uint32_t c);
    void find_work(std::uint32_t c);
    void keep_visit(std::uint32_t slot);
    // Step by step (stages.ipp).
    [[nodiscard]] tick length_of(stage const& s, live const& t) const;
    void begin_office(std::uint32_t slot);
    void office_is_done(std::uint32_t slot);
    void step_is_done(std::uint32_t c);
    void leave_to_office(std::uint32_t c);
    void go_on(std::uint32_t c);
    // By plan (routes.ipp).
    [[nodiscard]] bool planned() const { return scenario_.order == dispatch_order::planner; }
    void ask_for_plan();
    [[nodiscard]] question what_to_plan() const;
    void add_crew(question& q, std::uint32_t c) const;
    [[nodiscard]] std::vector<dispatch::planned_visit> planned_before() const;
    void add_running(question& q, dispatch::plan& running, std::uint32_t c) const;
    void make_plan();
    void adopt(dispatch::plan const& made);
    void follow_route(std::uint32_t c);
    [[nodiscard]] bool is_ahead(stop const& s) const;
    [[nodiscard]] tick leaves_at(crew const& who, live const& t) const;
    void help_out(std::uint32_t c);
    [[nodiscard]] bool goes_at_once(live const& t) const {
        return planned() && kind_of(t).urgency >= scenario_.planner.at_once;
    }
    [[nodiscard]] bool send_nearest(std::uint32_t slot);
    void note_surprise(tick thought, tick known);
    [[nodiscard]] std::optional<counted_time> shift_ahead(crew const& who) const;
    [[nodiscard]] tick since_start(day d, seconds since_midnight) const;
    void close(std::uint32_t slot, ending how);
    void close_open();
    void perform(live const& t, script::steps& steps, std::uint32_t c = none, tick visit = 0);
    void tell(what w, live const* t, std::uint32_t c = none) const;
    // Crews on duty.
    void new_hour();
    void new_day(std::uint32_t index);
    void expect_shifts(std::uint32_t c, day today);
    void shift_begins(std::uint32_t c);
    void shift_ends(std::uint32_t c);
    void set_overtime(std::uint32_t c, bool on);

    simulation const& simulation_;
    scenario const& scenario_;
    random_source random_;
    tick per_unit_;
    counted_time over_;
    tick last_;
    tick now_ = 0;
    std::size_t hour_;  ///< of the week
    office office_;
    batch_counts counts_;
    witness* who_;

    agenda agenda_;
    std::vector<arrival_stream> streams_;
    std::vector<arrival> expected_;        ///< the next one of each stream
    std::vector<std::uint32_t> skill_of_;  ///< by class
    skill_bits skills_;
    std::vector<crew> crews_;
    waiting_lines lines_;
    free_crews free_;
    duty_gaps gaps_;
    places places_;
    router router_;
    std::vector<std::vector<stop>> routes_;  ///< by crew, where there is a plan
    tick planned_at_ = -longest_span;
    bool plan_is_due_ = false;
    std::vector<live> tickets_;
    std::vector<std::uint32_t> unused_;
    std::uint64_t order_ = 0;
    std::uint64_t counted_open_ = 0;
};

}}}}  // namespace gongdan::simulate::run_detail
