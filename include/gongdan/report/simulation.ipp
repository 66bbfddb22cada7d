#pragma once

#include <gongdan/report/simulation.hpp>
#include <gongdan/report/simulation_assumptions.ipp>
#include <gongdan/report/simulation_promises.ipp>
#include <gongdan/report/simulation_staffing.ipp>
#include <gongdan/report/simulation_times.ipp>

#include <fmt/format.h>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

namespace simulation_detail {

/// Puts the chapters in the order in which one decides: is it kept, what would it take, how does it come about.
class composer : words {
public:
    composer(simulate::simulation const& s, simulate::study const& found, simulation_options const& o, document& d)
        : words(s, found, o, d),
          promises_(s, found, o, d),
          staffing_(s, found, o, d),
          times_(s, found, o, d),
          assumed_(s, found, o, d) {}

    void page() {
        d_.lang = o_.lang;
        d_.title = what_.name.empty() ? say("仿真报告", "Simulation") : what_.name;
        auto const runs = sum_.batches != 0 ? say("段", "batches") : say("次重复", "replications");
        d_.subtitle = fmt::format("{} {} · {} {} · {} {} · 95 %", sum_.replications, runs, say("种子", "seed"),
                                  sum_.seed, say("自", "from"), to_text(what_.start));
        promises_.key_figures();
        promises_.kept();
        staffing_.staffing();
        promises_.compared();
        times_.responses();
        times_.week();
        times_.crews();
        staffing_.sensitivities();
        promises_.causes();
        times_.worst_day();
        assumed_.assumptions();
    }

private:
    promise_chapter promises_;
    staffing_chapter staffing_;
    time_chapter times_;
    assumption_chapter assumed_;
};

}  // namespace simulation_detail

GONGDAN_INLINE document page_of(simulate::simulation const& s,
                                simulate::study const& found,
                                simulation_options const& o) {
    document d;
    simulation_detail::composer(s, found, o, d).page();
    return d;
}

}}}  // namespace gongdan::report
