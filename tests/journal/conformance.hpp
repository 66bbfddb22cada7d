#pragma once

// What every journal must do. The file that includes this says on which: it has `on_each`, which runs a test on each of
// its journals, empty, and ON_BACKENDS, which begins the names of the tests.

#include "entries.hpp"

#include <functional>
#include <memory>

using namespace gongdan;

namespace {

/// A journal and how to come back to it after its program ended.
struct backend {
    char const* name;
    std::function<std::shared_ptr<journal>()> open;
};

void on_each(std::function<void(backend const&)> const& test);

std::vector<entry> some_entries() {
    auto const noon = at("2026-02-14 12:00");
    std::vector<entry> all{entry_of(1, "open", {{"hall", "城南厅"}, {"level", "L3"}}), entry_of(2, "open"),
                           entry_of(1, "dispatch", {{"crew", "三班"}}), entry_of(1, "note")};
    all[1].kind = "我的类型";
    all[2].occurred_at = noon;
    all[2].recorded_at = noon + hours{3};
    all[2].as = role::dispatcher;
    all[3].command_id = "c-1";
    all[3].stands = standing::conflict;
    all[3].actor.clear();
    return all;
}

}  // namespace

TEST_CASE(ON_BACKENDS "a journal numbers entries from 1 and gives them back as they were, in order") {
    on_each([](backend const& b) {
        auto const j = b.open();
        CHECK(j->last() == 0);
        CHECK(all_of(*j).empty());
        auto entries = some_entries();
        j->append(entries);
        for (std::size_t i = 0; i < entries.size(); ++i) CHECK(entries[i].sequence == i + 1);
        std::vector<entry> more{entry_of(2, "cancel")};
        j->append(more);
        CHECK(more[0].sequence == 5);
        entries.push_back(more[0]);
        CHECK(j->last() == 5);
        CHECK(same(all_of(*j), entries));
    });
}

TEST_CASE(ON_BACKENDS "reading begins in the middle where it is asked to, and past the end gives nothing") {
    on_each([](backend const& b) {
        auto const j = b.open();
        auto entries = some_entries();
        j->append(entries);
        CHECK(same(all_of(*j, 0), entries));
        CHECK(same(all_of(*j, 3), {entries[2], entries[3]}));
        CHECK(same(all_of(*j, 4), {entries[3]}));
        CHECK(all_of(*j, 5).empty());
        CHECK(all_of(*j, 1000).empty());
    });
}

TEST_CASE(ON_BACKENDS "K4: a ticket's history holds its own entries in order and no others") {
    on_each([](backend const& b) {
        auto const j = b.open();
        auto entries = some_entries();
        j->append(entries);
        CHECK(same(j->history({1}), {entries[0], entries[2], entries[3]}));
        CHECK(same(j->history({2}), {entries[1]}));
        CHECK(j->history({3}).empty());
    });
}

TEST_CASE(ON_BACKENDS "reading can be broken off and can look at histories meanwhile") {
    on_each([](backend const& b) {
        auto const j = b.open();
        auto entries = some_entries();
        j->append(entries);
        std::size_t seen = 0;
        j->read(1, [&](entry const& e) { seen += j->history(e.ticket).size(); });
        CHECK(seen == 10);
        CHECK_THROWS_AS(j->read(1, [](entry const&) { throw 7; }), int);
        std::vector<entry> more{entry_of(2, "note")};
        j->append(more);
        CHECK(j->last() == 5);
    });
}

TEST_CASE(ON_BACKENDS "texts of every kind come back byte for byte") {
    std::string every_character;
    for (char c = 1; c < 127; ++c) every_character += c;
    payload const odd{{"", "empty name"},
                      {"empty text", ""},
                      {"引号\"反斜杠\\", "换行\n制表\t回车\r"},
                      {"control", every_character},
                      {"emoji", "🔥燃气\u2028\u00e9\U0010ffff"},
                      {"null", "null"},
                      {"数", "1.0"},
                      {"[0]", "{\"a\": 1}"},
                      {"$.a", "'; DROP TABLE entries; --"}};
    on_each([&](backend const& b) {
        auto const j = b.open();
        std::vector<entry> entries{entry_of(1, "open", odd), entry_of(1, "' OR 1=1", odd), entry_of(1, "空")};
        entries[1].actor = every_character;
        entries[1].command_id = "=cmd|' /C calc'!A0";
        entries[1].kind = "类型,\"x\"";
        j->append(entries);
        CHECK(same(all_of(*j), entries));
        CHECK(same(j->history({1}), entries));
        CHECK(all_of(*j)[2].data.empty());
        CHECK(all_of(*j)[0].data.has("empty text"));
    });
}

TEST_CASE(ON_BACKENDS "a payload may be large") {
    payload large;
    for (int i = 0; i < 500; ++i)
        large.set("field " + std::to_string(i), std::string(2000, static_cast<char>('a' + i % 26)));
    large.set("one", std::string(3'000'000, 'x'));
    on_each([&](backend const& b) {
        auto const j = b.open();
        std::vector<entry> entries{entry_of(1, "open", large), entry_of(1, "note")};
        j->append(entries);
        CHECK(same(all_of(*j), entries));
    });
}

TEST_CASE(ON_BACKENDS "what a journal does not take is refused by number, and nothing of its batch is kept") {
    struct row {
        char const* wrong;
        std::function<void(entry&)> spoil;
    };
    row const table[] = {
        {"no ticket", [](entry& e) { e.ticket = {}; }},
        {"no type", [](entry& e) { e.kind.clear(); }},
        {"no event", [](entry& e) { e.event.clear(); }},
        {"occurred_at is out of range", [](entry& e) { e.occurred_at = distant_past; }},
        {"occurred_at is out of range", [](entry& e) { e.occurred_at = at("1900-01-01 00:00") - seconds{1}; }},
        {"recorded_at is out of range", [](entry& e) { e.recorded_at = at("2199-12-31 24:00"); }},
        {"not UTF-8", [](entry& e) { e.actor = "\xB9\xA4"; }},
        {"zero byte", [](entry& e) { e.command_id = std::string("a\0b", 3); }},
        {"payload is not UTF-8", [](entry& e) { e.data.set("名", "\xFF"); }},
        {"payload is not UTF-8", [](entry& e) { e.data.set("\xC0\xAF", ""); }},
    };
    on_each([&](backend const& b) {
        auto const j = b.open();
        auto entries = some_entries();
        j->append(entries);
        for (row const& r : table) {
            INFO("wrong: ", r.wrong);
            std::vector<entry> batch{entry_of(2, "note"), entry_of(2, "note"), entry_of(2, "note")};
            r.spoil(batch[2]);
            std::string said;
            CHECK(error_of([&] {
                      try {
                          j->append(batch);
                      } catch (journal_error const& e) {
                          said = e.what();
                          throw;
                      }
                  }) == "journal.entry");
            CHECK(said.find("of 3 entries to append, number 3") != std::string::npos);
            CHECK(said.find(r.wrong) != std::string::npos);
            CHECK(batch[0].sequence == 0);
            CHECK(j->last() == 4);
            CHECK(j->history({2}).size() == 1);
        }
        std::vector<entry> batch{entry_of(2, "note")};
        j->append(batch);
        CHECK(batch[0].sequence == 5);
    });
}

TEST_CASE(ON_BACKENDS "the first and the last second that can be written are kept") {
    on_each([](backend const& b) {
        auto const j = b.open();
        std::vector<entry> entries{entry_of(1, "open")};
        entries[0].occurred_at = at("1900-01-01 00:00");
        entries[0].recorded_at = at("2199-12-31 23:59:59");
        j->append(entries);
        CHECK(same(all_of(*j), entries));
    });
}

TEST_CASE(ON_BACKENDS "no entries are a batch too") {
    on_each([](backend const& b) {
        auto const j = b.open();
        std::vector<entry> none;
        j->append(none);
        CHECK(j->last() == 0);
    });
}

TEST_CASE(ON_BACKENDS "a journal that was closed goes on where it ended") {
    on_each([](backend const& b) {
        std::vector<entry> kept;
        for (int day = 0; day < 5; ++day) {
            auto const j = b.open();
            CHECK(same(all_of(*j), kept));
            CHECK(j->last() == kept.size());
            auto entries = some_entries();
            j->append(entries);
            kept.insert(kept.end(), entries.begin(), entries.end());
        }
        CHECK(same(all_of(*b.open()), kept));
    });
}
