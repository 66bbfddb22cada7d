#pragma once

#include <gongdan/report/document.hpp>
#include <gongdan/simulate/fit.hpp>
#include <gongdan/simulate/holdout.hpp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

/// How near a scenario comes to the log it was fitted to: what came, how long it took, which laws were tried, what the
/// log does not tell, and where days were held back, how well they were foretold.
[[nodiscard]] document page_of(simulate::fitted_log const& f, simulate::holdout const* held_back, language lang);

/// The part of it that a scenario carries along.
void add_fit(document& d, simulate::fit_note const& n, simulate::time_unit unit);

}}}  // namespace gongdan::report

#ifndef GONGDAN_COMPILED
#include <gongdan/report/fit_page.ipp>
#endif
