#pragma once

#include <gongdan/simulate/random.hpp>
#include <gongdan/simulate/scenario.hpp>
#include <gongdan/simulate/script.hpp>
#include <gongdan/ticket/custody.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <vector>

// A script cut into the steps that take time. Of use to file.ipp and run.ipp.

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace run_detail {

enum class stage_of : std::uint8_t {  // no labels: never shown
    opening,                          ///< at the office, before a crew is looked for
    visit,                            ///< by the crew that is there
    office                            ///< at the office, while no crew is needed
};

/// A command of a script, and who is busy until it is given.
struct placed_step {
    script_step const* step;
    stage_of by;
    [[nodiscard]] std::string_view name() const { return step->what.event; }
};

/// Everything from coming in to the close, but for what assigns crews. Where technicians come, the steps of others are
/// the office's; elsewhere the crews are the people of the office.
[[nodiscard]] inline std::vector<placed_step> placed_steps(script const& s) {
    std::vector<placed_step> all;
    for (script_step const& c : s.opened) all.push_back({&c, stage_of::opening});
    auto const visits = [](script_step const& c) { return c.what.who.as == role::technician; };
    bool const technicians =
        std::any_of(s.arrived.begin(), s.arrived.end(), visits) || std::any_of(s.done.begin(), s.done.end(), visits);
    for (auto const* part : {&s.arrived, &s.done})
        for (script_step const& c : *part)
            all.push_back({&c, technicians && !visits(c) ? stage_of::office : stage_of::visit});
    return all;
}

/// Whether a step can be given a time: how long it takes until a crew comes is travel and waiting.
[[nodiscard]] inline bool takes_time(placed_step const& p) {
    bool const custody = p.step->names_crew || p.step->names_time;
    return !custody && (p.name() != "arrive" || p.by == stage_of::opening);
}

/// Something that takes time, and what is then said at the desk.
struct stage {
    stage_of by;
    distribution takes;
    script::steps begin = {};   ///< when it is begun for the first time
    script::steps end = {};     ///< when it is done
    double fails = 0;           ///< or else
    script::steps failed = {};  ///< this, and
    std::uint32_t back = 0;     ///< on with that stage
};

/// A class's stages. Those of the opening come first, and there is a visit in every one.
struct course {
    script::steps opened = {};  ///< when it comes in
    std::vector<stage> all = {};
    std::uint32_t first_visit = 0;  ///< before it are those of the opening
    script::steps unsaid = {};  ///< what is a crew's to say, and none comes for it any more; empty where all is well

    [[nodiscard]] bool staged() const { return !all.empty(); }
};

/// Puts a course together.
class course_maker {
public:
    course_maker(ticket_class const& c, script const& s) : class_(c), script_(s), steps_(placed_steps(s)) {}

    [[nodiscard]] course make() {
        at_.resize(steps_.size());
        for (std::size_t i = 0; i < steps_.size(); ++i) take(i);
        for (stage& s : made_.all) give_back(s);
        made_.unsaid = std::move(held_);
        return std::move(made_);
    }

private:
    [[nodiscard]] step_time const* time_of(placed_step const& p) const {
        auto const found = std::find_if(class_.steps.begin(), class_.steps.end(),
                                        [&](step_time const& t) { return takes_time(p) && t.step == p.name(); });
        return found == class_.steps.end() ? nullptr : &*found;
    }
    void take(std::size_t i) {
        placed_step const& p = steps_[i];
        if (p.by != stage_of::opening && !visiting_) begin_visits();
        if (auto const* const t = time_of(p)) {
            made_.all.push_back({p.by, t->takes, std::move(held_), {}, t->fails});
            held_.clear();
        }
        at_[i] = made_.all.size();
        if (p.by == stage_of::opening && made_.all.empty()) return made_.opened.push_back(*p.step);
        if (visiting_ && made_.all.size() == made_.first_visit) return held_.push_back(*p.step);
        // What only a crew can say waits for the next that comes.
        bool const at_office = made_.all.back().by == stage_of::office;
        if (at_office && (p.by == stage_of::visit || !held_.empty())) return held_.push_back(*p.step);
        made_.all.back().end.push_back(*p.step);
    }
    void begin_visits() {
        visiting_ = true;
        made_.first_visit = static_cast<std::uint32_t>(made_.all.size());
    }
    /// Where a step that fails goes back to: its commands up to the next step that takes time are given at once.
    void give_back(stage& s) {
        if (s.fails == 0) return;
        auto const retry = std::find_if(script_.retries.begin(), script_.retries.end(),
                                        [&](script_retry const& r) { return r.event == s.end.front().what.event; });
        s.failed = {s.end.front()};
        s.failed.front().what.data.set(field::outcome, label(outcome::failed).code);
        auto const from = static_cast<std::size_t>(
            std::find_if(steps_.begin(), steps_.end(),
                         [&](placed_step const& p) { return p.by != stage_of::opening && p.name() == retry->back; }) -
            steps_.begin());
        std::size_t i = from;
        for (; time_of(steps_[i]) == nullptr; ++i) s.failed.push_back(*steps_[i].step);
        s.back = static_cast<std::uint32_t>(at_[i] - 1);
    }

    ticket_class const& class_;
    script const& script_;
    std::vector<placed_step> steps_;
    std::vector<std::size_t> at_;  ///< by step, how many stages there are up to it
    course made_;
    script::steps held_;  ///< for the next stage's begin
    bool visiting_ = false;
};

[[nodiscard]] inline course course_of(ticket_class const& c, script const& s) {
    return c.steps.empty() ? course{} : course_maker(c, s).make();
}

/// What a crew's visit should still take from each stage on, in the scenario's unit; where nothing is staged, the mean
/// of the service.
[[nodiscard]] inline std::vector<double> mean_left(course const& c, ticket_class const& k) {
    if (!c.staged()) return {expected_of(k.service)};
    std::vector<double> left(c.all.size(), 0);
    for (std::size_t i = c.all.size(); i-- != 0;) {
        bool const visit = c.all[i].by == stage_of::visit;
        bool const is_last = i + 1 == c.all.size();
        bool const ends_visit = visit && !is_last && c.all[i + 1].by == stage_of::office;
        left[i] = (visit ? expected_of(c.all[i].takes) : 0) + (is_last || ends_visit ? 0 : left[i + 1]);
    }
    return left;
}

}}}}  // namespace gongdan::simulate::run_detail
