// Processes that are killed while they write: what was answered is there, nothing is there by half.

#include "entries.hpp"
#include "random_desk.hpp"

#include <gongdan/journal/sqlite.hpp>
#include <support/child.hpp>
#include <support/scratch.hpp>
#ifdef GONGDAN_WITH_POSTGRES
#include <gongdan/journal/postgres.hpp>
#include <support/postgres_server.hpp>
#endif

#include <chrono>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <thread>

using namespace gongdan;

namespace {

/// Opens one and the same journal, in any process: to write, or to look on.
using opener = std::function<std::shared_ptr<stored_journal>(journal_access, durability)>;

opener sqlite_in(std::string const& path) {
    return [path](journal_access how, durability d) {
        sqlite_options o;
        o.how = how;
        o.durable = d;
        return std::make_shared<sqlite_journal>(path, o);
    };
}

/// GONGDAN_LONG=1 asks for a thousand rounds, another number for that many.
unsigned rounds(unsigned usually) {
    char const* const text = std::getenv("GONGDAN_LONG");
    auto const n = text == nullptr ? usually : static_cast<unsigned>(std::atoi(text));
    return n == 1 ? 1000 : n;
}

/// Rounds that share a journal: it is read whole after each.
constexpr unsigned rounds_a_lot = 50;

/// Runs lots of rounds, each on a journal of its own that `at` names.
template <class At, class Run>
void in_lots(unsigned times, At at, Run run) {
    for (unsigned done = 0; done < times; done += rounds_a_lot) {
        opener const open = at(std::to_string(done));
        open(journal_access::write, durability::crash).reset();
        run(open, done + 1, std::min(times, done + rounds_a_lot));
    }
}

/// Starts the work, lets it go on for a while after so many words, kills it, and gives all it had said.
template <class Work>
std::vector<std::string> killed_at(Work work, std::size_t words, std::chrono::microseconds and_then) {
    child c{work};
    std::vector<std::string> said;
    std::string line;
    while (c.line(line)) {
        said.push_back(line);
        if (said.size() == words) {
            std::this_thread::sleep_for(and_then);
            REQUIRE(WIFSIGNALED(c.end()));
        }
    }
    REQUIRE(said.size() >= words);
    return said;
}

/// Works at a desk and says what was answered: `command_id sequence`.
void work_at_a_desk(opener const& open, unsigned seed, durability d, FILE* out) {
    auto desk = desk_on(open(journal_access::write, d));
    random_hand hand{
        desk, seed, at("2026-02-09 08:00") + hours{seed % 600 * 24},
        [&](std::string const& id, std::uint64_t sequence) { say(out, id + ' ' + std::to_string(sequence)); }};
    for (;;) hand.act();
}

void kill_desks(opener const& open, unsigned first, unsigned last) {
    std::mt19937 random{first};
    std::map<std::string, std::uint64_t> told;
    for (unsigned round = first; round <= last; ++round) {
        INFO("round ", round);
        auto const d = round % 4 == 0 ? durability::power_loss : durability::crash;
        auto const work = [&](FILE* out) { work_at_a_desk(open, round, d, out); };
        for (auto const& line : killed_at(work, 1 + random() % 30, std::chrono::microseconds{random() % 20'000})) {
            auto const blank = line.find(' ');
            told[line.substr(0, blank)] = std::stoull(line.substr(blank));
        }
        auto const store = open(journal_access::read_only, d);
        CHECK_FALSE(store->verify());
        std::map<std::string, std::uint64_t> kept;
        store->read(1, [&](entry const& e) {
            if (!e.command_id.empty()) kept[e.command_id] = e.sequence;
        });
        for (auto const& answer : told) {
            INFO("command ", answer.first);
            REQUIRE(kept.count(answer.first) == 1);
            CHECK(kept[answer.first] == answer.second);
        }
    }
    CHECK(desk_on(open(journal_access::read_only, durability::crash)).size() > (last - first) / 2);
}

/// Appends batches, each of its own size, and says which is done.
void append_batches(journal& j, std::string const& name, std::mt19937& random, int count, FILE* out) {
    for (int i = 0; i != count; ++i) {
        auto const id = name + '-' + std::to_string(i);
        auto const size = 1 + random() % 60;
        std::vector<entry> batch(size, entry_of(1, "note", {{"batch", id}, {"of", std::to_string(size)}}));
        j.append(batch);
        say(out, id);
    }
}

/// Every batch is whole, and those that were answered are there.
void check_batches(stored_journal const& j, std::set<std::string> const& told) {
    CHECK_FALSE(j.verify());
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> found;
    j.read(1, [&](entry const& e) {
        auto& [seen, of] = found[std::string{e.data.get("batch")}];
        ++seen;
        of = e.data.number("of");
    });
    for (auto const& batch : found)
        CHECK_MESSAGE(batch.second.first == batch.second.second, "batch ", batch.first, " is there by half");
    for (auto const& id : told) CHECK_MESSAGE(found.count(id) == 1, "batch ", id, " was answered and is lost");
}

void kill_appenders(opener const& open, unsigned first, unsigned last) {
    std::mt19937 random{first};
    std::set<std::string> told;
    for (unsigned round = first; round <= last; ++round) {
        INFO("round ", round);
        auto const work = [&](FILE* out) {
            std::mt19937 own{round};
            auto const j = open(journal_access::write, round % 2 == 0 ? durability::crash : durability::power_loss);
            append_batches(*j, std::to_string(round), own, -1, out);
        };
        auto const said = killed_at(work, 1 + random() % 10, std::chrono::microseconds{random() % 10'000});
        told.insert(said.begin(), said.end());
        if (round % 10 == 0 || round == last) check_batches(*open(journal_access::read_only, durability::crash), told);
    }
    CHECK(told.size() > last - first);
}

}  // namespace

TEST_CASE("nothing that a desk answered is lost when its process is killed") {
    scratch_folder const folder;
    in_lots(
        rounds(30), [&](std::string const& lot) { return sqlite_in(folder.file(lot + ".db")); }, kill_desks);
}

TEST_CASE("a batch is whole or absent when its process is killed within it") {
    scratch_folder const folder;
    in_lots(
        rounds(30), [&](std::string const& lot) { return sqlite_in(folder.file(lot + ".db")); }, kill_appenders);
}

#ifdef GONGDAN_WITH_POSTGRES

namespace {

opener postgres_at(std::string const& connection, std::string const& branch) {
    return [=](journal_access how, durability d) {
        postgres_options o;
        o.how = how;
        o.durable = d;
        o.branch = branch;
        o.lease = std::chrono::milliseconds{120};  // what a killed process leaves behind ends soon
        o.wait = std::chrono::seconds{20};
        return std::make_shared<postgres_journal>(connection, o);
    };
}

/// Takes the branch when it is to be had, appends some batches, and says what was done.
void take_a_turn(opener const& open, std::string const& name, std::mt19937& random, FILE* out) {
    try {
        auto const j = open(journal_access::write, durability::crash);
        append_batches(*j, name, random, 1 + static_cast<int>(random() % 20), out);
    } catch (journal_error const& e) { say(out, '!' + e.code()); }
}

[[noreturn]] void contend(opener const& open, std::string const& name, FILE* out) {
    std::mt19937 random{static_cast<unsigned>(std::hash<std::string>{}(name))};
    for (int turn = 0;; ++turn) take_a_turn(open, name + '.' + std::to_string(turn), random, out);
}

/// Reads all that a child says, beside the test.
struct heard {
    explicit heard(child& c)
        : reader([this, &c] {
              std::string line;
              while (c.line(line)) {
                  if (line[0] == '!') errors.insert(line);
                  else answers.insert(line);
              }
          }) {}
    std::set<std::string> answers;
    std::multiset<std::string> errors;
    std::thread reader;
};

}  // namespace

TEST_CASE("PostgreSQL: nothing that a desk answered is lost when its process is killed") {
    if (!postgres_server::can_be_had()) return;
    postgres_server const server;
    in_lots(
        rounds(20), [&](std::string const& lot) { return postgres_at(server.connection(), lot); }, kill_desks);
}

TEST_CASE("PostgreSQL: a batch is whole or absent when its process is killed within it") {
    if (!postgres_server::can_be_had()) return;
    postgres_server const server;
    in_lots(
        rounds(20), [&](std::string const& lot) { return postgres_at(server.connection(), lot); }, kill_appenders);
}

TEST_CASE(
    "PostgreSQL: of two processes that contend for a branch while they are stopped and killed one writes at a time") {
    if (!postgres_server::can_be_had()) return;
    postgres_server const server;
    auto const open = postgres_at(server.connection(), "main");
    open(journal_access::write, durability::crash).reset();
    std::mt19937 random{5};
    std::set<std::string> told;
    std::size_t fenced = 0;
    auto const pause = [&](unsigned most) { std::this_thread::sleep_for(std::chrono::milliseconds{random() % most}); };
    for (unsigned round = 1; round <= rounds(15); ++round) {
        auto const name = [&](char const* who) { return who + std::to_string(round); };
        child a{[&](FILE* out) { contend(open, name("a"), out); }};
        child b{[&](FILE* out) { contend(open, name("b"), out); }};
        heard from_a{a}, from_b{b};
        for (int i = 0; i < 3; ++i) {
            child& one = random() % 2 == 0 ? a : b;
            pause(60);
            one.signal(SIGSTOP);  // sleeps longer than its lease, and wakes up
            pause(400);
            one.signal(SIGCONT);
        }
        pause(40);
        a.end(), b.end();
        for (heard* h : {&from_a, &from_b}) {
            h->reader.join();
            told.insert(h->answers.begin(), h->answers.end());
            fenced += h->errors.count("!journal.fenced");
        }
    }
    CHECK(told.size() > 100);
    CHECK(fenced > 0);
    check_batches(*open(journal_access::read_only, durability::crash), told);
}

#else

TEST_CASE("PostgreSQL: nothing that was answered is lost when the process is killed") {
    std::puts("skipped: no postgresql");
}

#endif
