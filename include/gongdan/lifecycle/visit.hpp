#pragma once

#include <gongdan/lifecycle/custody.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

// Conditions that rows of several types share.

/// What T11 asks of every visit before work begins.
using at_the_door = needs<evidence::identity_checked, evidence::credentials_shown, evidence::entered_together>;

/// A visit is over or did not come about: the next one shows its credentials afresh.
using visit_over = voids<evidence::identity_checked, evidence::credentials_shown, evidence::entered_together>;

}}  // namespace gongdan
