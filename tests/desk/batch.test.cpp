// Many commands, one sync: a batch is the same as its commands one by one, or nothing at all.

#include <gongdan/desk/batch.hpp>
#include <journal/random_desk.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace gongdan;

namespace {

/// A memory journal that counts its syncs and fails when told to.
class moody_journal final : public journal {
public:
    void append(std::vector<entry>& entries) override {
        if (fails_next) {
            fails_next = false;
            throw journal_error("journal.full", "there is no space left");
        }
        ++syncs;
        kept_.append(entries);
    }
    void read(std::uint64_t first, std::function<void(entry const&)> const& use) const override {
        kept_.read(first, use);
    }
    [[nodiscard]] std::vector<entry> history(ticket_id ticket) const override { return kept_.history(ticket); }
    [[nodiscard]] std::uint64_t last() const override { return kept_.last(); }

    bool fails_next = false;
    int syncs = 0;

private:
    memory_journal kept_;
};

struct counter_hall {
    std::shared_ptr<moody_journal> store = std::make_shared<moody_journal>();
    desk d = desk_on(store);
};

instant const morning = at("2026-03-02 10:00");

opening call(char const* number) {
    opening o;
    o.type = kind::repair;
    o.occurred_at = morning;
    o.who = {role::customer, "周甲"};
    o.external = number;
    o.command_id = std::string{"open "} + number;
    return o;
}

command recorded() { return {"record", morning + minutes{5}, {role::receptionist, "r-07"}}; }

std::string text_of(desk const& d) {
    std::string text;
    for (std::uint64_t id = 1; id <= d.size(); ++id) {
        ticket_record const& t = *d.ticket({id});
        text += std::to_string(id) + ' ' + t.facts.external + ' ' + std::to_string(t.at.state) + '/' +
                std::to_string(t.at.custody) + " v" + std::to_string(t.version) + " c" + std::to_string(t.conflicts);
        for (target_state const& s : t.targets)
            text += ' ' + std::to_string(s.due_at.since_epoch) + ':' + std::to_string(s.met_at.since_epoch);
        text += '\n';
    }
    auto const next = d.next_due();
    return text + (next ? std::to_string(next->since_epoch) : "none");
}

std::string told_by(desk& d) {
    std::vector<std::string> keys;
    for (effect const& e : d.poll(at("2026-12-01 00:00"), 100'000))
        keys.push_back(e.key + ' ' + std::to_string(e.due.since_epoch) + '\n');
    std::sort(keys.begin(), keys.end());
    CHECK(std::adjacent_find(keys.begin(), keys.end()) == keys.end());  // each once
    std::string text;
    for (auto const& k : keys) text += k;
    return text;
}

/// What a random hand did, as the commands it gave.
std::vector<entry> commands_of_a_day(unsigned seed) {
    auto const store = std::make_shared<memory_journal>();
    auto d = desk_on(store);
    random_hand hand{d, seed, at("2026-02-09 08:00")};
    for (int i = 0; i < 200; ++i) hand.act();
    std::vector<entry> all;
    store->read(1, [&](entry const& e) {
        if (!e.command_id.empty()) all.push_back(e);
    });
    return all;
}

opening opening_of(entry const& e) {
    opening o;
    o.type = e.kind;
    o.occurred_at = e.occurred_at;
    o.recorded_at = e.recorded_at;
    o.who = {e.as, e.actor};
    o.external = e.data.get("external");
    o.data = e.data;
    o.command_id = e.command_id;
    return o;
}

command command_of(entry const& e) {
    return {e.event, e.occurred_at, {e.as, e.actor}, e.data, e.recorded_at, e.command_id, {}};
}

}  // namespace

TEST_CASE("the commands of a batch share one sync and nothing of them is seen before") {
    counter_hall h;
    batch b{h.d};
    auto const first = b.open(call("W-1"));
    auto const second = b.open(call("W-2"));
    b.apply(first, recorded());
    b.apply(second, {"close", morning + minutes{6}, {role::receptionist, "r-07"}});
    b.apply({99}, recorded());
    CHECK(b.size() == 5);
    CHECK(h.d.size() == 0);
    CHECK(h.store->syncs == 0);
    CHECK_FALSE(h.d.next_due());
    auto const answers = b.commit();
    REQUIRE(answers.size() == 5);
    CHECK(h.store->syncs == 1);
    CHECK(h.store->last() == 3);
    CHECK(answers[0]->ticket.value == 1);
    CHECK(answers[1]->sequence == 2);
    CHECK(answers[2]->version == 2);
    CHECK(answers[3].why().code.substr(0, 10) == "lifecycle.");
    CHECK(answers[4].why().code == "desk.unknown_ticket");
    CHECK(h.d.find("W-2") == ticket_id{2});
    CHECK(h.d.next_due());
    CHECK(b.size() == 0);
    CHECK(b.commit().empty());
    CHECK(h.store->syncs == 1);
}

TEST_CASE("what stands on an opening that was refused is refused as it was") {
    counter_hall h;
    batch b{h.d};
    auto wrong = call("W-1");
    wrong.type = "laundry";
    b.apply(b.open(wrong), recorded());
    auto const answers = b.commit();
    CHECK(answers[0].why().code == "desk.unknown_type");
    CHECK(answers[1].why().code == "desk.unknown_type");
    CHECK(h.store->last() == 0);
}

TEST_CASE("a batch that could not be kept has not happened and can be committed again") {
    counter_hall h;
    auto const id = *h.d.open(call("W-1"));
    auto const before = text_of(h.d);
    batch b{h.d};
    b.apply(id, recorded());
    b.apply(b.open(call("W-2")), recorded());
    b.apply(id, {"hold", morning + minutes{9}, {role::receptionist, "r-07"}, {{"reason", "customer_wish"}}});
    h.store->fails_next = true;
    CHECK_THROWS_AS(static_cast<void>(b.commit()), journal_error);
    CHECK(text_of(h.d) == before);
    CHECK_FALSE(h.d.find("W-2"));
    CHECK(h.store->last() == 1);
    CHECK(b.size() == 4);
    CHECK(h.d.poll(morning - hours{1}, 10).empty());
    for (auto const& a : b.commit()) CHECK(a);
    CHECK(h.d.find("W-2") == ticket_id{2});
    CHECK(h.store->last() == 5);
}

TEST_CASE("an entry that no journal takes keeps its whole batch out") {
    counter_hall h;
    batch b{h.d};
    b.open(call("W-1"));
    auto odd = call("W-2");
    odd.who.id = "\xB9\xA4";
    b.open(odd);
    CHECK_THROWS_AS(static_cast<void>(b.commit()), journal_error);
    CHECK(h.d.size() == 0);
    CHECK(h.store->last() == 0);
}

TEST_CASE("batches of any size that fail at any time end where single commands end") {
    std::mt19937 random{11};
    for (unsigned seed = 1; seed <= 20; ++seed) {
        INFO("seed ", seed);
        auto const commands = commands_of_a_day(seed);
        counter_hall singly, together;
        for (entry const& e : commands) {
            if (e.event == entry_code::open) CHECK(singly.d.open(opening_of(e)));
            else CHECK(singly.d.apply(e.ticket, command_of(e)));
        }
        batch b{together.d};
        for (entry const& e : commands) {
            if (e.event == entry_code::open) b.open(opening_of(e));
            else b.apply(e.ticket, command_of(e));
            if (random() % 9 != 0) continue;
            together.store->fails_next = random() % 2 == 0;
            try {
                static_cast<void>(b.commit());
            } catch (journal_error const&) {}
        }
        static_cast<void>(b.commit());
        CHECK(text_of(together.d) == text_of(singly.d));
        CHECK(together.store->last() == singly.store->last());
        CHECK(told_by(together.d) == told_by(singly.d));
    }
}

TEST_CASE("an observer hears of a batch once it is durable and in its order") {
    struct listener : observer {
        std::vector<std::string> heard;
        void accepted(entry const& e) override { heard.push_back(e.event + ' ' + std::to_string(e.sequence)); }
        void refused(std::string_view event, refusal const& why) override {
            heard.push_back(std::string{event} + ' ' + std::string{why.code});
        }
    } o;
    counter_hall h;
    h.d.observe(&o);
    batch b{h.d};
    b.apply(b.open(call("W-1")), recorded());
    b.apply({9}, recorded());
    h.store->fails_next = true;
    CHECK_THROWS_AS(static_cast<void>(b.commit()), journal_error);
    CHECK(o.heard.empty());
    static_cast<void>(b.commit());
    CHECK(o.heard == std::vector<std::string>{"open 1", "record 2", "record desk.unknown_ticket"});
}
