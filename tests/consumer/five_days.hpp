#pragma once

#include <gongdan/calendar/calendar.hpp>

#include <string>

std::string five_days_after(gongdan::instant accepted, gongdan::calendar const& days);
