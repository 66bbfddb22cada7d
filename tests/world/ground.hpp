#pragma once

// What a world stands on: a journal that fails, a process that dies, and how one comes back to what was kept.

#include "faulty_disk.hpp"

#include <gongdan/journal/journal.hpp>
#include <gongdan/journal/sqlite.hpp>
#include <support/random_world.hpp>
#include <support/scratch.hpp>

#include <memory>
#include <string>

class ground {
public:
    virtual ~ground() = default;
    /// The journal, opened by a process that has let go of it before. May fail as its store does.
    virtual std::shared_ptr<gongdan::journal> open() = 0;
    /// Whether who met with a failure may go on with what they hold: what was not taken did not happen.
    [[nodiscard]] virtual bool can_go_on() const = 0;
    /// The process ends between two commands, however it does.
    virtual void end_process() {}
    /// It will end soon, in the middle of something.
    virtual void doom() {}
    /// From now on nothing fails.
    virtual void heal() = 0;
};

/// A store in memory that now and then takes nothing, and now and then takes all and dies before it can say so.
class failing_store final : public gongdan::journal {
public:
    explicit failing_store(dice& d) : dice_(d) {}
    void append(std::vector<gongdan::entry>& entries) override {
        if (healthy || !dice_.one_in(12)) return kept_.append(entries);
        bool const kept = dice_.one_in(2);
        if (kept) kept_.append(entries);
        throw gongdan::journal_error("journal.io", kept ? "the disk went away behind it" : "the disk is full");
    }
    void read(std::uint64_t first, std::function<void(gongdan::entry const&)> const& use) const override {
        kept_.read(first, use);
    }
    [[nodiscard]] std::vector<gongdan::entry> history(gongdan::ticket_id t) const override { return kept_.history(t); }
    [[nodiscard]] std::uint64_t last() const override { return kept_.last(); }

    bool healthy = false;

private:
    dice& dice_;
    gongdan::memory_journal kept_;
};

class memory_ground final : public ground {
public:
    explicit memory_ground(dice& d) : store_(std::make_shared<failing_store>(d)) {}
    std::shared_ptr<gongdan::journal> open() override { return store_; }
    [[nodiscard]] bool can_go_on() const override { return false; }
    void heal() override { store_->healthy = true; }

private:
    std::shared_ptr<failing_store> store_;
};

/// The real journal in SQLite on a disk that fails. Synced at each commit it must survive power cuts; left to the system,
/// the end of the process.
class sqlite_ground final : public ground {
public:
    sqlite_ground(dice& d, gongdan::durability durable) : random_(d), disk_(d, 60) { options_.durable = durable; }

    std::shared_ptr<gongdan::journal> open() override {
        if (disk_.is_dead()) begin_anew();
        return std::make_shared<gongdan::sqlite_journal>(folder_ / "hall.db", options_);
    }
    [[nodiscard]] bool can_go_on() const override { return !disk_.is_dead(); }
    void end_process() override {
        if (!random_.one_in(3)) disk_.die();  // else it ends in order
    }
    void doom() override { disk_.die_after(random_.below(30)); }
    void heal() override { disk_.heal(); }
    [[nodiscard]] long long faults() const { return disk_.faults(); }

private:
    void begin_anew() {
        bool const survives_power_cuts = options_.durable == gongdan::durability::power_loss;
        disk_.begin_anew(survives_power_cuts && random_.one_in(2));
    }

    dice& random_;
    scratch_folder const folder_;
    faulty_disk disk_;
    gongdan::sqlite_options options_;
};
