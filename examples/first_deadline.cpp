// When is an installation due that was accepted one minute before midnight, on the Friday before Spring Festival?
// A calendar and an expression are enough to ask: no desk, no ticket, no file.

#include <gongdan/calendar/china.hpp>
#include <gongdan/sla/explain.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

using namespace gongdan;

int main() {
    calendar const days = china();

    // P1: within five working days, counted from the day after acceptance (自次日起).
    expression const within = *expression::parse("5 working days from next day");
    clock_facts const accepted{at("2026-02-13 23:59")};

    due const when = evaluate(within, days, accepted);
    fmt::print("accepted {}, due {}\n\n", to_text(accepted.start), to_text(when));

    // The answer is worth little without its reason: each stretch says what it counted, and by which notice.
    explanation const why = explain(within, days, accepted);
    fmt::print("{}\n{}\n", to_text(why, days, language::en), to_text(why, days, language::zh));

    // Next year's holidays are announced each November. Until then the calendar says so instead of guessing.
    due const beyond = evaluate(within, days, {at("2026-12-29 10:00")});
    fmt::print("accepted 2026-12-29 10:00: {}\n", why_not(beyond, days).en);
}
