#pragma once

// What a simulation found, as text for a terminal.

#include <gongdan/simulate/study.hpp>

namespace tool {

void print_summary(gongdan::simulate::simulation const& s, gongdan::simulate::summary const& sum, bool zh);
/// What was varied, compared and turned.
void print_study(gongdan::simulate::study const& s, bool zh);

}  // namespace tool
