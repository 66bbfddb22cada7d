// A small world that runs from one seed: phones whose clocks are off and whose network comes and goes, clients that try again,
// a store that fails, a process that dies. Beside it somebody keeps books: nothing answered is lost, nothing refused has
// happened, every effect comes under one key and not after it was acknowledged, and the desk that comes back is the desk
// that was.

#include <gongdan/calendar/china.hpp>
#include <gongdan/desk/desk.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/time/civil.hpp>
#include <support/outcome.hpp>
#include <support/random_world.hpp>

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace gongdan;
using namespace outcome_of_a_day;

namespace {

/// A store that now and then takes nothing, and now and then takes all and dies before it can say so.
class failing_store final : public journal {
public:
    explicit failing_store(dice& d) : dice_(d) {}
    void append(std::vector<entry>& entries) override {
        if (healthy || !dice_.one_in(12)) return kept_.append(entries);
        bool const kept = dice_.one_in(2);
        if (kept) kept_.append(entries);
        throw journal_error("journal.io", kept ? "the disk went away behind it" : "the disk is full");
    }
    void read(std::uint64_t first, std::function<void(entry const&)> const& use) const override {
        kept_.read(first, use);
    }
    [[nodiscard]] std::vector<entry> history(ticket_id t) const override { return kept_.history(t); }
    [[nodiscard]] std::uint64_t last() const override { return kept_.last(); }

    bool healthy = false;

private:
    dice& dice_;
    memory_journal kept_;
};

/// A command on its way, until it is answered.
struct message {
    std::string id;
    std::optional<opening> opens = {};
    ticket_id ticket = {};
    command does = {};
};

struct world {
    explicit world(std::uint64_t seed)
        : random(seed), store(std::make_shared<failing_store>(random)), desk(fresh_desk()) {}

    void run(int turns) {
        for (int i = 0; i < turns; ++i) {
            now = now + minutes{random.below(50)};
            int const what = random.below(12);
            if (what == 0) open_one();
            else if (what < 6 && desk->size() != 0) plan_step();
            else if (what < 9) deliver();
            else if (what < 11) poll();
            else if (random.one_in(3)) die();
        }
        store->healthy = true;
        while (!on_the_way.empty()) deliver();
        now = now + hours{400};
        for (int i = 0; i < 2000 && poll() != 0; ++i) {}
        check_end();
    }

    std::string wrong;
    long long answered_commands = 0;

private:
    std::unique_ptr<gongdan::desk> fresh_desk() {
        return std::make_unique<gongdan::desk>(china(), gas(), builtin_lifecycles(), store);
    }

    void open_one() {
        auto const types = builtin_lifecycles();
        opening o;
        o.type = types[static_cast<std::size_t>(random.below(static_cast<int>(types.size())))]->label.code;
        o.occurred_at = now;
        o.who = {role::receptionist, "r"};
        o.urgency = static_cast<level>(random.below(4));
        o.command_id = "c" + std::to_string(++commands);
        on_the_way.push_back({o.command_id, o, {}, {}});
    }

    /// What somebody in the field believes to be next; by the time it arrives it may not be.
    void plan_step() {
        ticket_id const id{1 + static_cast<std::uint64_t>(random.below(static_cast<int>(desk->size())))};
        auto const& life = desk->ticket(id)->type->life();
        auto const rows = next_rows(life, desk->ticket(id)->at);
        if (rows.empty()) return;
        auto const& row = random.of(rows);
        command c;
        c.event = life.events[row.event].label.code;
        for (unsigned r = 0; r < 8; ++r)
            if (row.by.has(static_cast<role>(r))) c.who.as = static_cast<role>(r);
        c.who.id = "t-" + std::to_string(random.below(5));
        c.data = {{"from", to_text(now + hours{4})}, {"level", "L2"},  {"crew", "一班"},
                  {"reason", "customer_wish"},       {"owner", "t-1"}, {"into", "1"}};
        if (row.when != outcome::unstated) c.data.set("outcome", label(row.when).code);
        for (std::size_t i = 0; i < life.evidence.size(); ++i)
            if ((row.needs >> i & 1) != 0) c.data.set(life.evidence[i].code, "yes");
        c.occurred_at = now + seconds{random.between(-200, 400)};  // the phone's clock
        c.command_id = "c" + std::to_string(++commands);
        on_the_way.push_back({c.command_id, {}, id, std::move(c)});
    }

    /// Any of those under way arrives; it may be lost on the way back, and then comes again.
    void deliver() {
        if (on_the_way.empty()) return;
        auto const at = on_the_way.begin() + random.below(static_cast<int>(on_the_way.size()));
        message m = *at;
        if (!take(m)) return come_back();
        if (random.one_in(4)) return;  // the answer got lost, the client tries again
        on_the_way.erase(at);
    }

    /// False where the store failed and nobody knows how.
    bool take(message& m) {
        try {
            if (m.opens) {
                auto o = *m.opens;
                o.recorded_at = now;
                auto const a = desk->open(o);
                note(m.id, a ? "ticket " + std::to_string(a->value) : "refused: " + std::string{a.why().code});
            } else {
                auto c = m.does;
                c.recorded_at = now;
                auto const a = desk->apply(m.ticket, c);
                note(m.id, a ? "entry " + std::to_string(a->sequence) : "refused: " + std::string{a.why().code});
            }
            return true;
        } catch (journal_error const&) { return false; }
    }

    /// An answer that was given is given again; a refusal may change as the ticket does.
    void note(std::string const& id, std::string answer) {
        ++answered_commands;
        auto const [before, is_new] = answers.emplace(id, answer);
        if (is_new) return;
        if (before->second != answer && before->second.rfind("refused", 0) != 0)
            wrong += id + " was answered '" + before->second + "' and then '" + answer + "'\n";
        before->second = std::move(answer);
    }

    std::size_t poll() {
        std::vector<effect> due;
        std::vector<std::string> keys;
        try {
            due = desk->poll(now, 1 + static_cast<std::size_t>(random.below(6)));
            for (effect const& e : due) hear(e);
            for (effect const& e : due)
                if (store->healthy || random.one_in(2)) keys.push_back(e.key);
            desk->acknowledge(keys, now);
            acknowledged.insert(keys.begin(), keys.end());
        } catch (journal_error const&) {
            come_back();  // what was acknowledged or not is what the journal says
        }
        return due.size();
    }

    void hear(effect const& e) {
        if (acknowledged.count(e.key) != 0) wrong += e.key + " was offered again after it was acknowledged\n";
        auto const what = to_text(e.due);
        auto const [before, is_new] = told.emplace(e.key, what);
        if (!is_new && before->second != what)
            wrong += e.key + " came with " + before->second + " and with " + what + '\n';
    }

    /// The process ends; another one opens the journal, and is the same desk.
    void die() {
        auto const before = tickets_of(*desk);
        desk = fresh_desk();
        if (tickets_of(*desk) != before) wrong += "came back as another desk\n";
    }

    /// After a failure of which nobody knows what it left: whoever opens the journal knows.
    void come_back() { desk = fresh_desk(); }

    void check_end() {
        std::map<std::string, int> in_journal;
        store->read(1, [&](entry const& e) {
            if (!e.command_id.empty()) ++in_journal[e.command_id];
        });
        for (auto const& [id, answer] : answers) {
            bool const refused = answer.rfind("refused", 0) == 0;
            auto const found = in_journal.find(id);
            int const times = found == in_journal.end() ? 0 : found->second;
            if (times != (refused ? 0 : 1))
                wrong +=
                    id + ", answered '" + answer + "', stands in the journal " + std::to_string(times) + " times\n";
        }
        auto const live = tickets_of(*desk);
        if (auto const back = tickets_of(*fresh_desk()); back != live)
            wrong += "live:\n" + live + "---\nback:\n" + back;
    }

    dice random;
    std::shared_ptr<failing_store> store;
    std::unique_ptr<gongdan::desk> desk;
    instant now = at("2026-02-09 08:00");
    int commands = 0;
    std::vector<message> on_the_way;
    std::map<std::string, std::string> answers;
    std::map<std::string, std::string> told;
    std::set<std::string> acknowledged;
};

}  // namespace

TEST_CASE(
    "whatever fails, nothing answered is lost, nothing refused happened, and every effect is told once by its key") {
    random_worlds::for_seeds(25, [](std::uint64_t seed, std::string& wrong) {
        world w{seed};
        w.run(250);
        wrong = w.wrong;
        return w.answered_commands;
    });
}
