// A desk that was ended, in order or not, and comes back from its journal.

#include "entries.hpp"
#include "random_desk.hpp"

#include <gongdan/journal/sqlite.hpp>
#include <support/scratch.hpp>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <sstream>
#include <thread>

using namespace gongdan;

namespace {

std::shared_ptr<sqlite_journal> journal_in(std::string const& path, durability d = durability::crash) {
    sqlite_options o;
    o.durable = d;
    return std::make_shared<sqlite_journal>(path, o);
}

std::string text_of(interval i) {
    return std::to_string(i.from.since_epoch) + "/" + std::to_string(i.to.since_epoch) + " ";
}

std::string text_of(target_state const& s) {
    std::ostringstream t;
    t << "\n  target " << s.clause << " starts " << s.starts_at.since_epoch << " met " << s.met_at.since_epoch
      << " due " << s.due_at.since_epoch << " epoch " << s.epoch << " state " << static_cast<int>(s.state) << " step "
      << static_cast<int>(s.next_step) << " breached " << s.breached << " voided " << s.voided;
    return t.str();  // without `stamp`, which numbers the timers of one run
}

std::string text_of(ticket_facts const& f) {
    std::ostringstream t;
    t << label(f.urgency).code << " opened " << f.opened.since_epoch << " tip " << f.tip.since_epoch << " external "
      << f.external << " hall " << f.hall << " crew " << f.crew << " agreed ";
    for (appointment const& a : f.agreements()) t << text_of(a.when) << "at " << a.made_at.since_epoch << ' ';
    t << "held ";
    for (hold const& h : f.holds()) t << text_of(h.when) << label(h.reason).code << ' ';
    for (auto const& [name, text] : f.fields) t << name << '=' << text << ' ';
    return t.str();
}

std::string text_of(ticket_record const& r) {
    std::ostringstream t;
    t << r.id.value << ' ' << r.type_name() << ' ' << r.label << " at " << int{r.at.state} << '/' << int{r.at.custody}
      << '/' << r.at.evidence << " version " << r.version << " conflicts " << r.conflicts << " epoch " << r.epoch << ' '
      << text_of(r.facts);
    for (target_state const& s : r.targets) t << text_of(s);
    return t.str();
}

std::string text_of(effect const& e) {
    return e.key + ' ' + std::to_string(e.ticket.value) + ' ' + e.target + ' ' + std::to_string(e.step) + ' ' +
           std::to_string(e.epoch) + ' ' + std::to_string(e.due.since_epoch) + '\n';
}

std::string pending_of(desk& d, instant now) {
    std::vector<std::string> all;
    for (effect const& e : d.poll(now, 1'000'000)) all.push_back(text_of(e));
    std::sort(all.begin(), all.end());
    std::string text;
    for (auto const& s : all) text += s;
    return text;
}

}  // namespace

TEST_CASE("a desk that comes back from its journal has every ticket and every effect as it had them") {
    std::size_t tickets = 0;
    std::size_t conflicts = 0;
    std::size_t effects = 0;
    for (unsigned seed = 1; seed <= 30; ++seed) {
        INFO("seed ", seed);
        scratch_folder const folder;
        auto live = desk_on(journal_in(folder / "j.db"));
        random_hand hand{live, seed, at("2026-02-09 08:00")};
        for (int i = 0; i < 300; ++i) hand.act();
        static_cast<void>(live.poll(hand.now(), 1'000'000));

        std::filesystem::copy_file(folder / "j.db", folder / "copy.db");
        if (std::filesystem::exists(folder / "j.db-wal"))
            std::filesystem::copy_file(folder / "j.db-wal", folder / "copy.db-wal");
        auto const store = journal_in(folder / "copy.db");
        CHECK_FALSE(store->verify());
        auto back = desk_on(store);
        REQUIRE(back.size() == live.size());
        for (std::uint64_t id = 1; id <= live.size(); ++id) {
            CHECK(text_of(*back.ticket({id})) == text_of(*live.ticket({id})));
            conflicts += live.ticket({id})->conflicts;
        }
        auto const pending = pending_of(live, hand.now());
        CHECK(pending_of(back, hand.now()) == pending);
        CHECK(back.next_due() == live.next_due());
        tickets += live.size();
        effects += static_cast<std::size_t>(std::count(pending.begin(), pending.end(), '\n'));
    }
    CHECK(tickets > 300);
    CHECK(conflicts > 50);
    CHECK(effects > 100);
}

namespace {

/// Works at a desk until it is killed, and says on `out` what was answered: `command_id sequence`.
[[noreturn]] void work_until_killed(std::string const& path, unsigned seed, durability d, FILE* out) {
    auto desk = desk_on(journal_in(path, d));
    random_hand hand{desk, seed, at("2026-02-09 08:00") + hours{seed * 24},
                     [&](std::string const& id, std::uint64_t sequence) {
                         std::fprintf(out, "%s %llu\n", id.c_str(), static_cast<unsigned long long>(sequence));
                         std::fflush(out);
                     }};
    for (;;) hand.act();
}

using answers = std::map<std::string, std::uint64_t>;

/// Runs a child for a while, kills it, and gives what it had answered by then.
answers killed_at_work(std::string const& path, unsigned seed, durability d, std::chrono::microseconds after_first) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    pid_t const child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        close(ends[0]);
        try {
            work_until_killed(path, seed, d, fdopen(ends[1], "w"));
        } catch (std::exception const& e) { std::fprintf(stderr, "child: %s\n", e.what()); }
        _exit(1);
    }
    close(ends[1]);
    FILE* const in = fdopen(ends[0], "r");
    answers told;
    char id[64];
    unsigned long long sequence = 0;
    for (bool first = true; std::fscanf(in, "%63s %llu", id, &sequence) == 2; first = false) {
        told[id] = sequence;
        if (!first) continue;
        std::this_thread::sleep_for(after_first);
        kill(child, SIGKILL);
    }
    std::fclose(in);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    return told;
}

}  // namespace

TEST_CASE("nothing that was answered is lost when the process is killed") {
    scratch_folder const folder;
    auto const path = folder / "j.db";
    std::mt19937 random{7};
    answers told;
    journal_in(path).reset();
    for (unsigned round = 1; round <= 40; ++round) {
        INFO("round ", round);
        auto const d = round % 4 == 0 ? durability::power_loss : durability::crash;
        for (auto const& a : killed_at_work(path, round, d, std::chrono::microseconds{random() % 20'000}))
            told.insert(a);

        auto const store = journal_in(path);
        CHECK_FALSE(store->verify());
        answers kept;
        store->read(1, [&](entry const& e) {
            if (!e.command_id.empty()) kept[e.command_id] = e.sequence;
        });
        for (auto const& a : told) {
            INFO("command ", a.first);
            REQUIRE(kept.count(a.first) == 1);
            CHECK(kept[a.first] == a.second);
        }
    }
    CHECK(told.size() > 200);
    CHECK(desk_on(journal_in(path)).size() > 20);
}
