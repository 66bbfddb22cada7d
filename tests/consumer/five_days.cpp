#include "five_days.hpp"

#include <gongdan/sla/due.hpp>

std::string five_days_after(gongdan::instant accepted, gongdan::calendar const& days) {
    auto const target = gongdan::expression::parse("5 working days from next day");
    return gongdan::to_text(gongdan::evaluate(*target, days, {accepted}));
}
