// T29: personal texts lie out of line, are masked where they leave the house, and can be erased for good.

#include <gongdan/journal/personal_sqlite.hpp>
#include <gongdan/journal/sqlite.hpp>
#include <support/hall.hpp>
#include <support/scratch.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace gongdan;

namespace {

opening called() {
    opening o{kind::repair, at("2026-03-02 09:00"), {role::customer, "王小明"}};
    o.external = "W-1";
    o.data = {
        {"customer", "王小明"}, {"phone", "13812345678"}, {"address", "中山路 8 号 2 单元 301"}, {"fault", "不点火"}};
    return o;
}

/// A journal in SQLite whose personal texts lie in a file of their own.
struct files {
    scratch_folder where;
    std::string entries = where / "journal.db";
    std::string persons = where / "persons.db";

    [[nodiscard]] std::shared_ptr<private_journal> open() const {
        return std::make_shared<private_journal>(std::make_shared<sqlite_journal>(entries),
                                                 std::make_shared<sqlite_personal_store>(persons));
    }
};

}  // namespace

TEST_CASE("T29: a name is masked so that one knows one's own and nobody another's") {
    CHECK(masked("王小明") == "王**");
    CHECK(masked("王") == "王");
    CHECK(masked("13812345678") == "138****5678");
    CHECK(masked("029-8888") == "029*8888");
    CHECK(masked("8888") == "****");
    CHECK(masked("中山路 8 号 2 单元 301") == "中山路 8***");
    CHECK(masked("withheld:ab12") == "***");
    CHECK(masked("") == "");
    entry e;
    e.as = role::customer;
    e.actor = "王小明";
    e.data = {{"phone", "13812345678"}, {"fault", "不点火"}};
    auto const m = masked(e, {});
    CHECK(m.actor == "王**");
    CHECK(m.data.get("phone") == "138****5678");
    CHECK(m.data.get("fault") == "不点火");
    CHECK(personal_fields{}.has("电话"));
}

TEST_CASE("T29: no personal text stands in the journal, and a desk over it reads as though they did") {
    files f;
    {
        hall h{f.open()};
        REQUIRE(h.desk.open(called()));
        h.must({1}, "note", "2026-03-02 09:05", role::customer, {{"phone", "13900001111"}});
        CHECK(h.desk.history({1})[0].data.get("customer") == "王小明");
    }
    auto const raw = bytes_of(f.entries) + bytes_of(f.entries + "-wal");
    for (auto const* text : {"王小明", "13812345678", "13900001111", "中山路"})
        CHECK(raw.find(text) == std::string::npos);
    CHECK(raw.find("不点火") != std::string::npos);
    CHECK_FALSE(sqlite_journal(f.entries).verify());
    hall again{f.open()};
    CHECK(again.desk.ticket({1})->facts.fields.get("phone") == "13812345678");
    CHECK(again.desk.history({1})[0].actor == "王小明");
    CHECK(again.desk.history({1})[1].data.get("phone") == "13900001111");
}

TEST_CASE("T29: what is erased is gone from the file, and history, clocks and chain stand as they were") {
    files f;
    instant due_before;
    {
        hall h{f.open()};
        REQUIRE(h.desk.open(called()));
        auto other = called();
        other.external = "W-2";
        REQUIRE(h.desk.open(other));
        h.must({1}, "record", "2026-03-02 09:05", role::receptionist);
        due_before = h.desk.deadline({1}, "fixed")->when;
    }
    CHECK(bytes_of(f.persons).find("王小明") != std::string::npos);
    {
        sqlite_personal_store persons(f.persons);
        CHECK(persons.erase({1}) == 4);
        CHECK(persons.erase({2}) == 4);
        CHECK(persons.erase({1}) == 0);
    }
    CHECK(bytes_of(f.persons).find("王小明") == std::string::npos);
    CHECK_FALSE(sqlite_journal(f.entries).verify());
    hall h{f.open()};
    CHECK(h.state({1}) == "accepted");
    CHECK(h.desk.deadline({1}, "fixed")->when == due_before);
    CHECK(is_withheld(h.desk.ticket({1})->facts.fields.get("phone")));
    CHECK(h.desk.ticket({1})->facts.fields.get("fault") == "不点火");
    CHECK(h.desk.find("W-1") == ticket_id{1});
}

TEST_CASE("T29: a desk that runs forgets what was erased when it reads the ticket again") {
    auto const persons = std::make_shared<memory_personal_store>();
    hall h{std::make_shared<private_journal>(std::make_shared<memory_journal>(), persons)};
    REQUIRE(h.desk.open(called()));
    h.must({1}, "record", "2026-03-02 09:05", role::receptionist);
    auto const before = h.desk.ticket({1})->version;
    CHECK(persons->erase({1}) == 4);
    CHECK(h.desk.ticket({1})->facts.fields.get("phone") == "13812345678");
    h.desk.read_again({1});
    CHECK(is_withheld(h.desk.ticket({1})->facts.fields.get("phone")));
    CHECK(h.desk.ticket({1})->version == before);
    hall whole;
    REQUIRE(whole.desk.open(called()));
    whole.must({1}, "record", "2026-03-02 09:05", role::receptionist);
    auto const told = whole.desk.poll(at("2026-03-04 09:00"), 100).size();
    CHECK(told > 0);
    CHECK(h.desk.poll(at("2026-03-04 09:00"), 100).size() == told);
}

TEST_CASE("T29: where the personal texts cannot be kept no entry names them") {
    struct full final : personal_store {
        void keep(std::vector<personal_text> const&) override { throw journal_error("journal.full", "no space left"); }
        [[nodiscard]] std::optional<personal_text> find(std::string_view) const override { return {}; }
        [[nodiscard]] std::vector<personal_text> of(ticket_id) const override { return {}; }
        std::size_t erase(ticket_id) override { return 0; }
    };
    auto const inner = std::make_shared<memory_journal>();
    hall h{std::make_shared<private_journal>(inner, std::make_shared<full>())};
    CHECK_THROWS_AS(static_cast<void>(h.desk.open(called())), journal_error);
    CHECK(inner->last() == 0);
    CHECK(h.desk.size() == 0);
    REQUIRE(h.desk.open({kind::repair, at("2026-03-02 09:00"), {role::receptionist, "r-01"}}));
}

TEST_CASE("T29: equal texts have tokens of their own, and a text that was changed is found out") {
    auto const inner = std::make_shared<memory_journal>();
    auto const persons = std::make_shared<memory_personal_store>();
    private_journal j{inner, persons};
    std::vector<entry> entries(2);
    for (entry& e : entries) {
        e.ticket = {1};
        e.kind = "repair";
        e.event = "note";
        e.data = {{"phone", "13812345678"}};
    }
    j.append(entries);
    CHECK(entries[1].sequence == 2);
    CHECK(entries[1].data.get("phone") == "13812345678");  // the caller's own are as they were
    auto const bare = inner->history({1});
    CHECK(bare[0].data.get("phone") != bare[1].data.get("phone"));
    auto changed = *persons->find(bare[0].data.get("phone"));
    changed.text = "13800000000";
    persons->keep({changed});
    try {
        static_cast<void>(j.history({1}));
        FAIL("it was not found out");
    } catch (journal_error const& e) { CHECK(e.code() == "journal.personal"); }
}

TEST_CASE("T29: a store of personal texts opens no file of another kind") {
    files f;
    static_cast<void>(f.open());
    CHECK_THROWS_AS(sqlite_personal_store{f.entries}, journal_error);
    CHECK_THROWS_AS(sqlite_journal{f.persons}, journal_error);
}
