#include "five_days.hpp"

#include <gongdan/calendar/china.hpp>
#include <gongdan/time/civil.hpp>

#include <cstdio>

// Two files of a host, which share gongdan's types: an installation accepted on the eve of Spring Festival 2026.
int main() {
    auto const due = five_days_after(gongdan::at("2026-02-13 23:59"), gongdan::china());
    std::puts(due.c_str());
    return due == "2026-02-27 24:00" ? 0 : 1;
}
