#pragma once

#include <gongdan/calendar/china.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/simulate/file.hpp>
#include <gongdan/simulate/result.hpp>

#include <support/checked_simulation.hpp>
#include <support/data.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <cmath>
#include <string>
#include <thread>
#include <utility>
#include <vector>

inline gongdan::simulate::scenario scenario_text(std::string text) {
    return gongdan::simulate::read_scenario(gongdan::from_text("s.toml", std::move(text)));
}

inline gongdan::simulate::scenario scenario_file(char const* name) {
    return gongdan::simulate::read_scenario(
        gongdan::read_source((source_dir() / "examples/scenarios" / name).string()));
}

inline checked_simulation prepared(gongdan::simulate::scenario s) {
    auto made = gongdan::simulate::simulation::make(std::move(s), gongdan::china(), gongdan::builtin_lifecycles());
    if (!made) FAIL(made.why().en);
    return checked_simulation(*std::move(made));
}

/// All replications, on so many threads.
inline std::vector<gongdan::simulate::replication> run_all(checked_simulation const& s, unsigned threads = 1) {
    std::vector<gongdan::simulate::replication> runs(s.what().replications);
    std::atomic<std::size_t> next{0};
    auto const work = [&] {
        for (std::size_t i = next++; i < runs.size(); i = next++) runs[i] = s.run(i);
    };
    std::vector<std::thread> others;
    for (unsigned i = 1; i < threads; ++i) others.emplace_back(work);
    work();
    for (std::thread& t : others) t.join();
    return runs;
}

inline gongdan::simulate::summary results(gongdan::simulate::scenario s) {
    auto const made = prepared(std::move(s));
    return summarise(made, run_all(made));
}

/// An estimate agrees with the exact value where that lies within one and a half times its 95 % interval (99.7 % of
/// seeds, of which the one here is fixed), and where the interval is narrow enough to mean something.
inline void check_near(gongdan::simulate::estimate const& e, double exact, double narrow) {
    CAPTURE(e.mean);
    CAPTURE(e.half_width);
    CAPTURE(exact);
    CHECK(std::abs(e.mean - exact) <= 1.5 * e.half_width);
    CHECK(e.half_width <= narrow * exact);
}
