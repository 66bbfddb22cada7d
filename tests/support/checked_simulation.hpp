#pragma once

#include <gongdan/simulate/random.hpp>
#include <gongdan/simulate/run.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

/// Watches a simulated world for what must never happen: a ticket that is lost or comes back from its end, a crew in two
/// places, work while the clocks are on hold, a clock that goes back. Passes on to another witness what it sees.
class world_checks : public gongdan::simulate::witness {
public:
    using moment = gongdan::simulate::moment;
    using what = moment::what;

    explicit world_checks(gongdan::simulate::scenario const& s, witness* more = nullptr)
        : more_(more),
          from_(gongdan::simulate::quantised(s.warm_up, s.per_unit())),
          to_(gongdan::simulate::quantised(s.horizon, s.per_unit())),
          counted_(s.classes.size()) {}

    void saw(moment const& m) override {
        must(now_ <= m.at, "the clock goes back");
        now_ = m.at;
        if (m.ticket) note_ticket(m);
        if (more_ != nullptr) more_->saw(m);
    }
    void accepted(gongdan::entry const& e) override {
        must(written_ <= e.occurred_at, "the history goes back");
        must(e.recorded_at == e.occurred_at, "something is told late");
        written_ = e.occurred_at;
        if (e.event == "hold") on_hold_.insert(e.ticket.value);
        if (e.event == "resume") on_hold_.erase(e.ticket.value);
        if (more_ != nullptr) more_->accepted(e);
    }
    void refused(std::string_view event, gongdan::refusal const& why) override {
        must(false, "refused: " + std::string(event) + ": " + why.en);
        if (more_ != nullptr) more_->refused(event, why);
    }

    /// What went wrong first, once the run is over; empty where nothing did.
    [[nodiscard]] std::string wrong_with(gongdan::simulate::replication const& r) {
        for (std::size_t k = 0; k < counted_.size(); ++k)
            must(r.classes[k].tickets == counted_[k], "a ticket is lost: " + std::to_string(counted_[k]) +
                                                          " came of class " + std::to_string(k) + ", " +
                                                          std::to_string(r.classes[k].tickets) + " are counted");
        return wrong_;
    }

private:
    void must(bool holds, std::string const& said) {
        if (!holds && wrong_.empty()) wrong_ = said + " (tick " + std::to_string(now_) + ")";
    }
    void note_ticket(moment const& m) {
        auto const id = m.ticket.value;
        auto const about = " (ticket " + std::to_string(id) + ")";
        if (m.happened == what::opened) {
            must(id == last_.size() + 1, "a ticket has a number before it comes" + about);
            last_.push_back(m.happened);
            if (from_ <= m.at && m.at < to_) ++counted_[m.kind];
            return;
        }
        must(0 < id && id <= last_.size(), "something happens to a ticket that did not come" + about);
        if (id == 0 || id > last_.size()) return;
        must(last_[id - 1] != what::done && last_[id - 1] != what::abandoned,
             "a ticket comes back from its end" + about);
        must(m.happened != what::begun || last_[id - 1] == what::taken, "work begins though nobody went" + about);
        last_[id - 1] = m.happened;
        bool const works = m.happened == what::begun || m.happened == what::done;
        must(!works || on_hold_.count(id) == 0, "work goes on while clocks are on hold" + about);
        if (m.happened == what::taken) take(m.crew, id, about);
        bool const crew_goes = m.happened == what::done || m.happened == what::interrupted ||
                               m.happened == what::absent || m.happened == what::part_missing ||
                               m.happened == what::left;
        must(m.happened != what::done || m.crew != moment::nobody || crew_of_.count(id) == 0,
             "the office ends what a crew is at" + about);
        if (crew_goes && m.crew != moment::nobody) leave(m.crew, id, about);
    }
    void take(std::uint32_t crew, std::uint64_t id, std::string const& about) {
        must(at_.emplace(crew, id).second, "a crew is in two places" + about);
        must(crew_of_.emplace(id, crew).second, "two crews are at one ticket" + about);
    }
    void leave(std::uint32_t crew, std::uint64_t id, std::string const& about) {
        auto const here = at_.find(crew);
        must(here != at_.end() && here->second == id, "a crew leaves where it is not" + about);
        at_.erase(crew);
        crew_of_.erase(id);
    }

    witness* more_;
    gongdan::simulate::tick from_;
    gongdan::simulate::tick to_;
    gongdan::simulate::tick now_ = 0;
    gongdan::instant written_ = gongdan::distant_past;
    std::vector<what> last_;  ///< what last happened to each ticket
    std::vector<std::uint64_t> counted_;
    std::unordered_map<std::uint32_t, std::uint64_t> at_;  ///< by crew, the ticket it is at
    std::unordered_map<std::uint64_t, std::uint32_t> crew_of_;
    std::unordered_set<std::uint64_t> on_hold_;
    std::string wrong_;
};

/// A simulation whose every run is watched.
class checked_simulation : public gongdan::simulate::simulation {
public:
    explicit checked_simulation(simulation s) : simulation(std::move(s)) {}

    [[nodiscard]] gongdan::simulate::replication run(std::uint64_t number,
                                                     gongdan::simulate::witness* who = nullptr) const {
        world_checks checks(what(), who);
        auto r = simulation::run(number, &checks);
        CHECK_MESSAGE(checks.wrong_with(r) == "", "replication ", number, " of seed ", what().seed);
        return r;
    }
};

/// One after the other, each watched.
inline std::vector<gongdan::simulate::replication> checked_runs(gongdan::simulate::simulation const& s,
                                                                std::uint64_t first,
                                                                std::uint64_t count) {
    checked_simulation const watched(s);
    std::vector<gongdan::simulate::replication> runs;
    for (std::uint64_t i = 0; i < count; ++i) runs.push_back(watched.run(first + i));
    return runs;
}
