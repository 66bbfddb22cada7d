#pragma once

#include <gongdan/simulate/holdout.hpp>
#include <gongdan/simulate/random.hpp>

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

namespace holdout_detail {

/// Writes down how long each ticket waited for the begin of its work, by class, in seconds.
class response_book : public witness {
public:
    response_book(std::size_t classes, tick per_second, tick until)
        : responses_(classes), per_second_(static_cast<double>(per_second)), until_(until) {}

    void saw(moment const& m) override {
        if (m.happened == moment::what::opened) {
            if (m.at < until_) came_[m.ticket.value] = m.at;
            return;
        }
        if (m.happened != moment::what::begun) return;
        auto const came = came_.find(m.ticket.value);
        if (came == came_.end()) return;  // came later, or begins anew
        responses_[m.kind].push_back(static_cast<double>(m.at - came->second) / per_second_);
        came_.erase(came);
    }
    [[nodiscard]] std::vector<sample> take() { return std::move(responses_); }

private:
    std::vector<sample> responses_;
    std::unordered_map<std::uint64_t, tick> came_;
    double per_second_;
    tick until_;
};

/// Distances of a sample from others drawn from it with replacement, as large as it is, in ascending order.
inline sample redrawn_distances(sample const& s) {
    constexpr std::uint64_t times = 200;
    sample all;
    for (std::uint64_t b = 0; b < times; ++b) {
        random_source const random(1, b);
        sample anew;
        for (std::uint64_t i = 0; i < s.size(); ++i) {
            double const u = random.uniform({family_of("redrawn"), i, purpose::arrival, 0});
            anew.push_back(s[static_cast<std::size_t>(u * static_cast<double>(s.size()))]);
        }
        std::sort(anew.begin(), anew.end());
        all.push_back(distance(s, anew));
    }
    std::sort(all.begin(), all.end());
    return all;
}

inline fidelity judge(std::string name, sample const& trained, sample simulated, sample held_back) {
    std::sort(simulated.begin(), simulated.end());
    std::sort(held_back.begin(), held_back.end());
    fidelity f;
    f.name = std::move(name);
    f.seen = held_back.size();
    f.simulated = simulated.size();
    f.seen_mean = average(held_back);
    f.simulated_mean = average(simulated);
    f.score = distance(simulated, held_back);
    auto const redrawn = redrawn_distances(held_back);
    f.floor = average(redrawn);
    f.floor_high = redrawn[redrawn.size() * 95 / 100];
    f.drift = distance(trained, held_back);
    distribution null;
    null.is = law::exponential;
    null.mean = average(trained);
    f.null_model = distance(held_back, null);
    return f;
}

/// What was seen of a class in [from, to).
inline sample seen_of(class_fit const& c, observed_log const& log, instant from, instant to) {
    sample s;
    for (observation const& o : log.tickets)
        if (o.response && o.type == c.type && o.urgency == c.urgency && from <= o.opened && o.opened < to)
            s.push_back(static_cast<double>(o.response->count()));
    return s;
}

/// The same simulation over the days held back.
inline answer<simulation> moved(simulation const& made, instant from, instant to) {
    scenario s = made.what();
    auto const per_unit = static_cast<double>(s.per_unit() / s.per_second);
    s.start = from;
    s.horizon = static_cast<double>((to - from).count()) / per_unit;
    s.warm_up = 0;
    s.cool_down = s.horizon;
    return made.with(std::move(s));
}

inline void append(sample& to, sample const& more) { to.insert(to.end(), more.begin(), more.end()); }

}  // namespace holdout_detail

GONGDAN_INLINE answer<holdout> foretell(
    fitted_log const& trained, simulation const& made, observed_log const& log, instant from, instant to) {
    using namespace holdout_detail;
    auto const later = moved(made, from, to);
    if (!later) return later.why();
    std::vector<sample> simulated(trained.classes.size());
    for (std::uint64_t r = 0; r < later->what().replications; ++r) {
        response_book book(trained.classes.size(), later->what().per_second,
                           quantised(later->what().horizon, later->what().per_unit()));
        static_cast<void>(later->run(r, &book));
        auto const seen = book.take();
        for (std::size_t k = 0; k < seen.size(); ++k) append(simulated[k], seen[k]);
    }
    holdout h;
    h.from = from;
    h.to = to;
    sample all_trained;
    sample all_simulated;
    sample all_seen;
    for (std::size_t k = 0; k < trained.classes.size(); ++k) {
        class_fit const& c = trained.classes[k];
        auto const seen = seen_of(c, log, from, to);
        if (c.further || c.responses.empty() || simulated[k].empty() || seen.size() < fewest_held_back) continue;
        append(all_trained, c.responses);
        append(all_simulated, simulated[k]);
        append(all_seen, seen);
        h.classes.push_back(judge(c.name, c.responses, simulated[k], seen));
    }
    if (h.classes.empty())
        return refusal{"simulate.holdout",
                       {},
                       "留出的日子里没有足够的响应时间",
                       "too few responses were seen on the days held back"};
    std::sort(all_trained.begin(), all_trained.end());
    h.all = judge("all", all_trained, all_simulated, all_seen);
    return h;
}

}  // namespace simulate
}}  // namespace gongdan
