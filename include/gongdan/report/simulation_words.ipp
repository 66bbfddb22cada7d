#pragma once

#include <gongdan/report/simulation.hpp>
#include <gongdan/report/simulation_charts.ipp>

#include <cmath>
#include <string>
#include <utility>

// What the chapters of the page on a simulation have in common.

namespace gongdan { inline namespace GONGDAN_MODE { namespace report { namespace simulation_detail {

/// Words a study's figures, and adds them to a document.
class words {
public:
    words(simulate::simulation const& s, simulate::study const& found, simulation_options const& o, document& d)
        : sim_(s), what_(s.what()), found_(found), sum_(found.base), o_(o), d_(d) {}

protected:
    [[nodiscard]] std::string say(std::string_view zh, std::string_view en) const {
        return std::string{o_.lang == language::zh ? zh : en};
    }
    [[nodiscard]] std::string say(term const& t) const { return std::string{t.in(o_.lang)}; }
    [[nodiscard]] std::string name(simulate::target_summary const& t) const { return say(t.zh, t.en); }
    [[nodiscard]] std::string name(simulate::class_summary const& c, simulate::target_summary const& t) const {
        return c.name + " · " + name(t);
    }
    /// What is turned, in words: `--vary crews.day` is the day crews.
    [[nodiscard]] std::string name(simulate::knob const& k) const {
        static constexpr term known[] = {{"crews", "班组", "crews"},
                                         {"arrivals", "来单", "arrivals"},
                                         {"service", "作业", "service"},
                                         {"travel", "路途", "travel"},
                                         {"nobody_home", "无人在家", "nobody home"}};
        std::string text = k.name;
        for (term const& t : known)
            if (t.code == k.name) text = say(t);
        return k.of.empty() ? text : text + " · " + k.of;
    }
    [[nodiscard]] tone judged(estimate const& e) const {
        if (std::isnan(e.mean)) return tone::quiet;
        return low_of(e) >= o_.goal ? tone::good : high_of(e) < o_.goal ? tone::bad : tone::warn;
    }
    template <class Do>
    void each_target(Do what) const {
        for (std::size_t k = 0; k < sum_.classes.size(); ++k)
            for (std::size_t t = 0; t < sum_.classes[k].targets.size(); ++t) what(k, t);
    }
    [[nodiscard]] simulate::target_summary const& target(std::size_t k, std::size_t t) const {
        return sum_.classes[k].targets[t];
    }
    void paragraph_of(std::string text) { d_.add(paragraph{std::move(text), tone::quiet}); }

    simulate::simulation const& sim_;
    simulate::scenario const& what_;
    simulate::study const& found_;
    simulate::summary const& sum_;
    simulation_options o_;
    document& d_;
};

}}}}  // namespace gongdan::report::simulation_detail
