// Who should go? The dispatcher looks at a desk and a roster and proposes; only commands change anything.

#include <gongdan/calendar/china.hpp>
#include <gongdan/dispatch/propose.hpp>
#include <gongdan/files/source.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/ticket/kind.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

using namespace gongdan;

namespace {

void open(desk& d,
          std::string_view type,
          char const* number,
          char const* when,
          level urgency,
          char const* lat,
          char const* lon,
          std::optional<interval> agreed = {}) {
    opening o;
    o.type = type;
    o.occurred_at = at(when);
    o.who = {role::customer, "用户"};
    o.urgency = urgency;
    o.external = number;
    o.agreed = agreed;
    o.data = {{"lat", lat}, {"lon", lon}};
    if (auto const opened = d.open(o); !opened) fmt::print("{}\n", opened.why().en);
}

}  // namespace

int main() {
    desk d{china(), gas(), builtin_lifecycles()};
    open(d, kind::repair, "BX-01", "2026-02-24 08:05", level::soon, "30.0240", "117.0180");
    open(d, kind::inspection, "AJ-02", "2026-02-14 16:00", level::waiting, "29.9800", "117.0250");
    open(d, kind::repair, "BX-03", "2026-02-24 08:20", level::agreed, "30.0330", "116.9760",
         interval{at("2026-02-24 14:00"), at("2026-02-24 16:00")});
    open(d, kind::alarm, "BJ-04", "2026-02-24 08:58", level::urgent, "29.9630", "117.0390");
    instant const now = at("2026-02-24 09:00");

    // Level strictly first, then the deadline, then the appointment: the last call in is the first to be served.
    fmt::print("queue\n");
    for (dispatch::waiting const& w : dispatch::queue(d))
        fmt::print("  {} {} due {}\n", d.ticket(w.ticket)->facts.external, label(w.urgency).code, to_text(w.due));

    // A proposal says why, and why not the others; the host may overrule it before it becomes a command.
    auto const crews = dispatch::read_roster(read_source("examples/week/crews.toml"));
    fmt::print("proposals\n");
    for (dispatch::proposal const& p : dispatch::propose(d, crews, now)) {
        fmt::print("  {} to {}, there at {}: {}\n", p.crew, d.ticket(p.ticket)->facts.external, to_text(p.arrives),
                   p.reason.en);
        if (!p.others.empty()) fmt::print("      rather than: {}\n", p.others.front().en);
        if (auto const done = d.apply(p.ticket, p.as_command(now, {role::dispatcher, "d-01"})); !done)
            fmt::print("  {}\n", done.why().en);
    }
    fmt::print("still waiting: {}\n", dispatch::queue(d).size());
}
