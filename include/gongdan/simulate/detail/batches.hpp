#pragma once

#include <gongdan/simulate/detail/counts.hpp>

#include <cstdint>
#include <utility>
#include <vector>

// One long run counted in parts. Of use to run.ipp alone.

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace run_detail {

/// Parts the counted time into batches of equal length, one where a run is a replication. A level belongs to the batch
/// in which it stands, a ticket to that in which it came, however long it takes.
class batch_counts {
public:
    batch_counts(simulation const& s, counted_time over, std::size_t batches) : over_(over) {
        auto const n = static_cast<tick>(batches);
        for (tick i = 0; i < n; ++i)
            all_.emplace_back(s, counted_time{over.from + (over.to - over.from) * i / n,
                                              over.from + (over.to - over.from) * (i + 1) / n});
    }

    void waits(std::uint32_t kind, tick now, int by) { at(now).waits(kind, now, by); }
    void is_busy(std::uint32_t kind, tick now, int by) { at(now).is_busy(kind, now, by); }
    void drives(tick now, int by) { at(now).drives(now, by); }
    void works_overtime(tick now, int by) { at(now).works_overtime(now, by); }
    void is_on_duty(tick now, int by) { at(now).is_on_duty(now, by); }
    void look(std::uint32_t probe, bool all_busy) { all_[now_].look(probe, all_busy); }

    /// All batches that had a part of the hour.
    void end_hour(std::size_t hour, tick now) {
        static_cast<void>(at(now));
        for (; ended_ < now_; ++ended_) all_[ended_].end_hour(hour, now);
        all_[now_].end_hour(hour, now);
    }

    void note_wait(live const& t, tick ready, tick until) { of(t).note_wait(t, ready, until); }
    void note_begun(live const& t, tick now) { of(t).note_begun(t, now); }
    void note_end(live const& t, ending how, tick now, office const& desk) { of(t).note_end(t, how, now, desk); }

    [[nodiscard]] std::vector<replication> finish(tick now, std::uint64_t events, std::uint64_t entries) {
        static_cast<void>(at(now));
        std::vector<replication> found;
        for (std::size_t i = 0; i < all_.size(); ++i)
            found.push_back(all_[i].finish(now, i == 0 ? events : 0, i == 0 ? entries : 0));
        return found;
    }

private:
    /// The batch a time lies in; before the first and after the last, these.
    counts& at(tick now) {
        while (now_ + 1 < all_.size() && now >= all_[now_].over().to) {
            all_[now_ + 1].follow(all_[now_]);
            ++now_;
        }
        return all_[now_];
    }
    /// The one a ticket came in. Tickets that are not counted belong to any.
    counts& of(live const& t) {
        if (all_.size() == 1 || !t.counted) return all_.front();
        auto const length = over_.to - over_.from;
        auto i = static_cast<std::size_t>((t.came - over_.from) * static_cast<tick>(all_.size()) / length);
        while (t.came < all_[i].over().from) --i;
        while (t.came >= all_[i].over().to) ++i;
        return all_[i];
    }

    counted_time over_;
    std::vector<counts> all_;
    std::size_t now_ = 0;    ///< the batch under way
    std::size_t ended_ = 0;  ///< those before it have their last hour
};

}}}}  // namespace gongdan::simulate::run_detail
