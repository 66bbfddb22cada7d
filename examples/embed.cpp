// gongdan inside a host: one desk, one repair, and the three questions a host asks of it. The engine reads no clock
// and sends nothing: every instant is an argument, and what should be told comes back as effects.

#include <gongdan/calendar/china.hpp>
#include <gongdan/desk/desk.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/ticket/kind.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

using namespace gongdan;

namespace {

actor const counter{role::receptionist, "r-07"};
actor const fitter{role::technician, "t-11"};

void tell(answer<receipt> const& a) {
    if (a) fmt::print("  version {}\n", a->version);
    else fmt::print("  refused: {}\n  {} [{} {}]\n", a.why().zh, a.why().en, a.why().code, a.why().rule);
}

}  // namespace

int main() {
    desk d{china(), gas(), builtin_lifecycles()};

    opening call;
    call.type = kind::repair;
    call.occurred_at = at("2026-02-13 09:10");
    call.who = {role::customer, "周甲"};
    call.urgency = level::soon;
    call.external = "BX-0213-01";  // the host's own number; the desk finds the ticket by it
    call.data = {{"fault", "灶具打不着火"}, {"address", "松鹤里4栋"}};
    ticket_id const id = *d.open(call);

    fmt::print("What may happen next?\n");
    tell(d.apply(id, {"record", at("2026-02-13 09:12"), counter}));
    // No time was agreed, so nothing stands in the way of going at once; but nobody can close what was not tested.
    tell(d.apply(id, {"close", at("2026-02-13 09:13"), counter}));
    tell(d.apply(id, {"order", at("2026-02-13 09:20"), fitter}));
    for (row_info const& r : d.allowed(id, role::receptionist))
        if (!r.custody) fmt::print("  the receptionist may: {}\n", d.ticket(id)->type->life().events[r.event].label.en);

    fmt::print("\nBy when, and why?\n  handled by {}\n", to_text(*d.deadline(id, "handled")));
    // The customer would rather have it on Saturday, a make-up working day: the agreed time takes the deadline's place.
    tell(d.apply(
        id, {"agree", at("2026-02-13 10:00"), counter, {{"from", "2026-02-14 09:00"}, {"to", "2026-02-14 11:00"}}}));
    fmt::print("{}", to_text(*d.explain(id, "handled"), d.days(), language::en));

    fmt::print("\nWhat is to be told? The desk next wants a look at {}.\n", to_text(*d.next_due()));
    instant const now = at("2026-02-14 11:30");
    for (auto told = d.poll(now, 100); !told.empty(); told = d.poll(now, 100))
        for (effect const& e : told) {
            fmt::print("  {}: '{}', due {}, key {}\n", label(e.kind).en, e.target, to_text(e.due), e.key);
            d.acknowledge({e.key}, now);  // delivered: never offered again, not even after a restart
        }
}
