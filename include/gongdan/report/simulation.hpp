#pragma once

#include <gongdan/report/document.hpp>
#include <gongdan/simulate/study.hpp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

/// How the page on a simulation is to be.
struct simulation_options {
    language lang = language::zh;
    double goal = 0.97;  ///< the line that promises are held against
};

/// What a study found, for who decides on it: promises kept with intervals, how many crews are enough and what no crew
/// can cure, how long it takes, when the queue stands, what crews do, what matters most, why promises break, the worst
/// day, and what was assumed. The worst day is run once more to be drawn. The same study gives the same page.
[[nodiscard]] document page_of(simulate::simulation const& s,
                               simulate::study const& found,
                               simulation_options const& o);

}}}  // namespace gongdan::report

#ifndef GONGDAN_COMPILED
#include <gongdan/report/simulation.ipp>
#endif
