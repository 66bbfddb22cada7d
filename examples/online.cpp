// A dispatch tool in small: it listens to the desk, re-plans when something happens, and proposes; the office decides.
// Copy `follow`: everything else is a morning invented for it.

#include <gongdan/calendar/china.hpp>
#include <gongdan/dispatch/online.hpp>
#include <gongdan/files/source.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/ticket/kind.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

using namespace gongdan;

namespace {

actor const dispatcher{role::dispatcher, "d-01"};
actor const counter{role::receptionist, "r-07"};
actor const fitter{role::technician, "t-11"};

/// Shows what is proposed and has the desk do it. A proposal that comes too late, because something has happened to the
/// ticket meanwhile, is refused; `news` then brings another.
void follow(desk& d, dispatch::online& ears, instant now) {
    for (dispatch::proposal const& p : ears.news(d, now)) {
        auto const ticket = d.ticket(p.ticket)->name();
        fmt::print("  {} {}: ", label(p.what).en, ticket);
        if (p.crew.empty()) {
            fmt::print("{}\n", p.reason.en);
            continue;
        }
        fmt::print("{} there at {}; {}", p.crew, time_of_day_text(time_of_day(p.arrives)), p.reason.en);
        fmt::print(p.price.en.empty() ? "\n" : " ({})\n", p.price.en);
        if (p.what == dispatch::proposed::retime) continue;  // a customer to be told, no command
        if (auto const done = d.apply(p.ticket, p.as_command(now, dispatcher)); !done)
            fmt::print("  {}\n", done.why().en);
    }
}

ticket_id open(desk& d, std::string_view type, char const* number, instant when, level urgency, point where) {
    opening o;
    o.type = type;
    o.occurred_at = when;
    o.who = {role::customer, "用户"};
    o.urgency = urgency;
    o.external = number;
    o.data = {{"lat", std::to_string(where.latitude)}, {"lon", std::to_string(where.longitude)}};
    auto const id = *d.open(o);
    if (type == kind::repair) static_cast<void>(d.apply(id, {"record", when, counter}));
    return id;
}

}  // namespace

int main() {
    desk d{china(), gas(), builtin_lifecycles()};
    dispatch::online ears{dispatch::read_roster(read_source("examples/week/crews.toml"))};
    d.observe(&ears);

    instant now = at("2026-02-24 09:00");
    fmt::print("09:00 four calls\n");
    auto const stove = open(d, kind::repair, "BX-01", now, level::soon, {30.024, 117.018});
    auto const meter = open(d, kind::repair, "BX-02", now, level::soon, {30.026, 117.015});
    auto const booked = open(d, kind::repair, "BX-03", now, level::agreed, {30.033, 116.976});
    static_cast<void>(
        d.apply(booked, {"agree", now, counter, {{"from", "2026-02-24 10:30"}, {"to", "2026-02-24 12:00"}}}));
    open(d, kind::inspection, "AJ-04", now, level::waiting, {29.980, 117.025});
    follow(d, ears, now);

    now = at("2026-02-24 09:12");
    fmt::print("09:12 nobody home at BX-01\n");
    for (command const& c : {command{"order", now, dispatcher}, {"sign", now, fitter}, {"nobody_home", now, fitter}})
        static_cast<void>(d.apply(stove, c));
    follow(d, ears, now);

    now = at("2026-02-24 09:40");
    fmt::print("09:40 at BX-02, and it will take until noon\n");
    payload const door{{"identity_checked", "yes"}, {"credentials_shown", "yes"}, {"entered_together", "yes"}};
    for (command const& c : {command{"order", now, dispatcher}, {"sign", now, fitter}, {"arrive", now, fitter, door}})
        static_cast<void>(d.apply(meter, c));
    static_cast<void>(d.apply(meter, {"note", now, fitter, {{field::done_by, "2026-02-24 12:00"}}}));
    follow(d, ears, now);

    now = at("2026-02-24 09:50");
    fmt::print("09:50 an alarm\n");
    open(d, kind::alarm, "BJ-05", now, level::urgent, {29.998, 116.990});
    follow(d, ears, now);

    now = at("2026-02-24 10:05");
    fmt::print("10:05 {} is off sick\n", d.ticket(booked)->facts.crew);
    ears.absent(d.ticket(booked)->facts.crew);
    follow(d, ears, now);

    // Should nothing happen until then, it wants to be asked: a crew may be behind.
    if (auto const look = ears.next_look()) fmt::print("next look at {}\n", time_of_day_text(time_of_day(*look)));
}
