#pragma once

#include <gongdan/core/term.hpp>
#include <gongdan/simulate/distribution.hpp>
#include <gongdan/sla/policy.hpp>
#include <gongdan/ticket/kind.hpp>
#include <gongdan/ticket/level.hpp>
#include <gongdan/time/instant.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {
namespace simulate {

enum class time_unit : std::uint8_t { second, minute, hour, day };

[[nodiscard]] constexpr std::int64_t seconds_in(time_unit u) {
    constexpr std::int64_t length[] = {1, 60, 3600, seconds_per_day};
    return length[static_cast<std::size_t>(u)];
}

/// What a calendar makes of a day.
enum class day_sort : std::uint8_t {
    working,  ///< and its weekday says so
    make_up,  ///< worked although its weekday rests
    rest,     ///< and its weekday says so
    holiday,  ///< rests although its weekday works, or has a holiday's name
};

/// Tickets that come in bursts: each stretch of time has a factor of the rate of its own, gamma of mean 1.
struct bursts {
    double variation = 0;  ///< of the factors, standard deviation; 0: no bursts
    double lasts = 1;      ///< a stretch; the first begins with the scenario
};

/// When tickets of a class come in.
struct arrivals {
    enum class pattern : std::uint8_t {  // no labels: told by which keys stand in the scenario
        none,
        constant,  ///< Poisson, `rate` per unit of time
        hourly,    ///< Poisson, with the rate of the hour of the day (24 rates) or of the week (168, from Monday 00:00)
        wave,      ///< Poisson, rate x (1 + amplitude sin(2 pi t / period + phase))
        spaced,    ///< independent gaps of one distribution
        listed,    ///< at these times
    };
    pattern is = pattern::none;
    double rate = 0;
    std::vector<double> by_hour = {};
    double amplitude = 0;
    double period = 1;
    double phase = 0;  ///< radians
    distribution gap = {};
    std::vector<double> at = {};
    std::vector<double> by_month = {};                              ///< factors from January; none: 1
    std::array<double, 4> by_day = {1, 1, 1, 1};                    ///< factors by `day_sort`
    bursts uneven = {};                                             ///< of Poisson rates
    double scale = 1;                                               ///< factor of every Poisson rate, for studies
    distribution batch = {law::deterministic, 1, 1, 0, 0, {}, {}};  ///< tickets that come at once, rounded, 1 at least

    /// Whether the rate depends on the date.
    [[nodiscard]] bool dated() const { return !by_month.empty() || by_day != std::array<double, 4>{1, 1, 1, 1}; }
};

/// A visit or a ticket that stands still for a while, with some probability.
struct setback {
    double probability = 0;
    distribution lasts = {};
};

/// What the work takes up to one event of the lifecycle, from the event before.
struct step_time {
    std::string step;  ///< the event it ends with
    distribution takes = {};
    double fails = 0;  ///< probability that it does not pass and is done again, from where the lifecycle goes back to
};

/// Tickets that are alike.
struct ticket_class {
    std::string name;
    std::string type{kind::imported};  ///< `imported` is the plain queue's ticket: open, working, resolved
    level urgency = level::waiting;
    std::string skill = {};  ///< what a crew must have; empty: any crew will do
    arrivals comes = {};
    std::optional<distribution> intake =
        {};                     ///< from coming in until a crew is looked for: taking the call, sorting it
    distribution service = {};  ///< of all the work; where `steps` are given, of no matter
    std::vector<step_time> steps = {};
    std::optional<distribution> travel = {};
    std::vector<double> nobody_home = {};       ///< probability at each visit: one, or 24 by hour; none: 0
    distribution revisit = {};                  ///< after which one tries again where nobody was home
    setback another_time = {};                  ///< the customer wants a later time when the ticket comes in
    setback part_missing = {};                  ///< found when the work is begun, at each visit
    double rework = 0;                          ///< probability that the work does not pass and is done again, at once
    std::optional<distribution> patience = {};  ///< after which one who was never attended to gives up
};

/// A place on a map, in kilometres.
struct spot {
    double x = 0;
    double y = 0;
    std::uint32_t area = 0;  ///< of `scenario::areas`; of use where travel is told from area to area
};

/// How long the way from area to area takes, told rather than reckoned.
struct travel_matrix {
    std::vector<double> minutes = {};  ///< areas x areas, by rows, which are where one sets out; empty: none
    std::vector<double> by_hour = {};  ///< factors by the hour of the day in which one sets out; none: 1
};

/// A part of the town: tickets lie anywhere within its circle.
struct area {
    std::string name;
    spot centre = {};
    double radius = 0;  ///< km
    double weight = 1;  ///< of its tickets among all
};

enum class duty_days : std::uint8_t {
    every_day,
    working_days,  ///< make-up days among them
    rest_days,     ///< weekends and holidays
    make_up_days,
    weekends,
    holidays
};

/// On duty in [from, to) of the day; `to` may lie beyond 24:00.
struct shift {
    seconds from{0};
    seconds to{0};
    duty_days on = duty_days::every_day;
};

/// Crews that are alike.
struct crew_group {
    std::string name;
    std::size_t count = 1;
    std::vector<std::string> skills = {};
    std::vector<shift> shifts = {};  ///< none: always on duty
    std::size_t area = 0;            ///< where it sets out from when a shift begins, of `scenario::areas`
    double absence = 0;              ///< probability that a crew does not come, each shift
};

enum class at_shift_end : std::uint8_t {
    finish,     ///< what is begun is finished first
    pause,      ///< work stops and is taken up again, by whoever is free first
    hand_over,  ///< a crew on duty that is free takes it over; where there is none, it is finished first
};

/// In which order tickets are taken that wait.
enum class dispatch_order : std::uint8_t {
    queue,     ///< strict level, then deadline, appointment, arrival
    deadline,  ///< deadline, then level, appointment, arrival
    arrival,   ///< as they came
    nearest,   ///< strict level, then what is nearest to the crew
    planner,   ///< as a plan says that is made anew whenever something happens (`planning`)
};

/// How the route planner of this library dispatches.
struct planning {
    std::uint32_t iterations = 200;     ///< of its search, for each new plan
    std::uint32_t visits = 300;         ///< at most so many are planned, the first in the order of `queue`
    double every = 0;                   ///< there is no new plan sooner than this after the last one
    double overtime = 0;                ///< how far a plan may run past a shift's end
    std::optional<double> change = {};  ///< driving that a change of crew must save; none: no saving is worth one
    double margin = 0;                  ///< so much earlier than due it plans to be there
    level at_once = level::urgent;      ///< from this level on a crew is sent when the ticket comes, plan or no plan
    bool idle_help = true;              ///< who has nothing to do takes what another would only come to later
};

/// A stretch of time in which more tickets come, or fewer: a cold week, a strike.
struct surge {
    double from = 0;  ///< in the scenario's unit, included
    double to = 0;    ///< excluded
    double factor = 1;
    std::string only = {};  ///< of this class; empty: of all
};

/// Where a scenario comes from that was fitted to a log, and how near it comes to it (fit.hpp). Spans are in the scenario's
/// unit.
struct fit_note {
    struct arrival_line {
        std::string of;  ///< the class
        std::size_t tickets = 0;
        double dispersion = 0;   ///< of hourly counts
        double with_bursts = 0;  ///< what it is with the bursts that were fitted; 0: there are none
        double season_gain = 0;  ///< of Akaike's criterion by factors for each month; 0: there are none
    };
    struct span_line {
        std::string of;
        std::string what;  ///< `intake`, `travel`, `service`
        std::size_t n = 0;
        double mean = 0;
        law is = law::empirical;
        double gap = 0;       ///< Kolmogorov and Smirnov's
        double distance = 0;  ///< Wasserstein's
    };
    std::string source;
    std::string map;
    instant from = {};
    instant to = {};
    std::size_t tickets = 0;
    std::size_t left_out = 0;
    std::vector<arrival_line> arrivals = {};
    std::vector<span_line> spans = {};
    std::vector<sentence> not_told = {};  ///< what the log does not tell, or the scenario does not say
};

/// What is to be simulated. Spans and rates are in `unit`s, counted from `start`.
struct scenario {
    std::string name;
    time_unit unit = time_unit::hour;
    tick per_second = 1;  ///< ticks; more than 1 only without work orders and working days
    instant start;
    double horizon = 0;    ///< arrivals before it are counted
    double warm_up = 0;    ///< and so are those at or after this
    double cool_down = 0;  ///< the run goes on this long at most, until all that are counted are closed
    std::uint32_t replications = 10;
    std::uint32_t batches = 0;  ///< where not 0, one long run counted in so many parts stands for replications
    std::uint64_t seed = 1;
    std::vector<std::string> calendars = {};  ///< `china`, or files, each laid over those before it; none: `china`
    std::vector<double> quantiles = {0.5, 0.9, 0.95, 0.99};
    std::vector<double> probes = {};
    bool pre_emptive = false;
    at_shift_end shift_end = at_shift_end::finish;
    dispatch_order order = dispatch_order::queue;
    planning planner = {};  ///< where `order` says so
    std::vector<surge> surges = {};
    std::vector<area> areas =
        {};  ///< where given, travel is driven by whoever is nearest, but for classes with their own
    std::vector<double> speed = {30};  ///< km/h: one, or 24 by hour of the day
    double detour = 1.3;               ///< of roads against the straight line
    travel_matrix ways = {};           ///< in the place of distance and speed
    policy rules = {};
    std::vector<crew_group> crews = {};
    std::vector<ticket_class> classes = {};
    std::optional<fit_note> fitted = {};

    [[nodiscard]] tick per_unit() const { return seconds_in(unit) * per_second; }
    /// Whether the tickets are plain ones, of no work-order type.
    [[nodiscard]] bool plain() const { return rules.lifecycle == kind::imported; }
    /// What the desk's clock shows. With ticks finer than a second its seconds are ticks, and it knows no days.
    [[nodiscard]] instant clock(tick t) const { return per_second == 1 ? start + seconds{t} : instant{t}; }
};

}  // namespace simulate

template <>
struct labels<simulate::time_unit> {
    static constexpr term table[] = {
        {"second", "秒", "second"}, {"minute", "分钟", "minute"}, {"hour", "小时", "hour"}, {"day", "天", "day"}};
};

template <>
struct labels<simulate::duty_days> {
    static constexpr term table[] = {
        {"every day", "每天", "every day"},      {"working days", "工作日", "working days"},
        {"rest days", "休息日", "days of rest"}, {"make-up days", "调休上班日", "make-up days"},
        {"weekends", "周末", "weekends"},        {"holidays", "节假日", "holidays"}};
};

template <>
struct labels<simulate::at_shift_end> {
    static constexpr term table[] = {{"finish", "做完再下班", "finish first"},
                                     {"pause", "到点即停", "stop at once"},
                                     {"hand over", "交班", "hand over"}};
};

template <>
struct labels<simulate::dispatch_order> {
    static constexpr term table[] = {{"queue", "先分级再时限", "level, then deadline"},
                                     {"deadline", "先时限", "deadline first"},
                                     {"arrival", "先到先办", "first come, first served"},
                                     {"nearest", "先分级再就近", "level, then the nearest"},
                                     {"planner", "路线排程", "the route planner"}};
};

template <>
struct labels<simulate::day_sort> {
    static constexpr term table[] = {{"working", "工作日", "working day"},
                                     {"make_up", "调休上班日", "make-up day"},
                                     {"rest", "周末", "weekend"},
                                     {"holiday", "节假日", "holiday"}};
};

}}  // namespace gongdan
