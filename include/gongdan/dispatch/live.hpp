#pragma once

#include <gongdan/dispatch/nearest.hpp>
#include <gongdan/dispatch/renew.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

/// A day as it runs. What a crew drives to or works on stays with it; all else may be planned anew, and a crew is only
/// changed where the plan serves more or earlier for it. Deadlines (`due`) and windows are those of the visits; one whose
/// windows have closed is served no more.
class live_day {
public:
    /// Begins with the crews of `day` and no visits; visits come by `report`. The problem must have no fault.
    explicit live_day(problem day);

    /// Time goes on to `now`, and what crews have left for by then is theirs. It never goes back.
    void advance(tick now);
    /// A visit becomes known, or one that is known but not begun is replaced.
    void report(visit v);
    /// Nobody will serve it any more. What is begun is finished.
    void withdraw(std::uint64_t visit_id);
    /// Its crew needs this much longer than planned for what it does now.
    void prolong(std::uint64_t crew_id, tick by);
    /// The crew goes home when it has done what it does now.
    void send_home(std::uint64_t crew_id);

    /// Who could go to a visit that was reported, the first there first.
    [[nodiscard]] std::vector<candidate> nearest(std::uint64_t visit_id, std::size_t most = 5) const;
    /// Sends one of them at once. What it leaves is open again; interrupted work comes back with what remains of it.
    void send(std::uint64_t visit_id, candidate const& who);

    /// Plans what is open anew, from the plan there was.
    replanned replan(effort const& how);

    [[nodiscard]] tick now() const { return now_; }
    /// What was done and is planned, crew by crew.
    [[nodiscard]] plan so_far() const;
    /// When a visit was or will be begun for the first time, as things are.
    [[nodiscard]] std::optional<tick> begins(std::uint64_t visit_id) const;

private:
    struct course {
        crew who;
        std::vector<step> done;  ///< and what it is at or bound for
        std::vector<step> next;
        place at = 0;
        bool has_place = false;
        tick free_at = 0;
        bool is_home = false;
    };

    void take(course& c, step const& s);
    [[nodiscard]] static tick leaves_at(course const& c);
    [[nodiscard]] static step punctual(course const& c);
    void put_back(std::uint64_t visit_id, std::optional<tick> remaining, std::uint64_t crew_id);
    void give_back(course& c, candidate const& who);
    [[nodiscard]] crew_break const* break_of(std::uint64_t crew_id, std::uint64_t break_id) const;
    void leave_for(course& c, candidate const& who);
    [[nodiscard]] problem snapshot() const;
    [[nodiscard]] crew crew_now(course const& c) const;
    void adopt(plan const& made);
    [[nodiscard]] std::vector<step> breaks_left(course const& c) const;
    [[nodiscard]] std::vector<planned_visit> planned() const;
    [[nodiscard]] course& course_of(std::uint64_t crew_id);

    problem day_;
    tick now_ = -farthest;
    std::vector<course> courses_;
    std::map<std::uint64_t, visit> known_;
    std::set<std::uint64_t> open_;  ///< not begun, or to be gone on with
};

}}}  // namespace gongdan::dispatch

#ifndef GONGDAN_COMPILED
#include <gongdan/dispatch/live.ipp>
#endif
