// Rows of foreign systems as tickets.

#include <gongdan/calendar/china.hpp>
#include <gongdan/desk/mapping.hpp>
#include <gongdan/files/json.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/sla/file.hpp>
#include <support/data.hpp>

#include <doctest/doctest.h>

#include <map>
#include <string>

using namespace gongdan;

namespace {

desk foreign_desk() {
    auto const rules = read_policy(read_source((source_dir() / "examples/itsm/policy.toml").string()));
    return {china(), rules.rules, builtin_lifecycles()};
}

std::string const head = "name = \"x\"\nticket = \"n\"\ntype = { value = \"incident\" }\nopened = \"opened\"\n";

ticket_record const& taken(desk& d, std::string const& map, std::string const& rows) {
    intake_sinks sinks;
    sinks.rejected = [](fault const& f) { FAIL(f.text()); };
    take_rows(d, from_text("rows.csv", rows), read_mapping(from_text("map.toml", map)), sinks);
    REQUIRE(d.size() == 1);
    return *d.ticket({1});
}

std::string refused(std::string const& map) {
    try {
        static_cast<void>(read_mapping(from_text("map.toml", map)));
    } catch (input_error const& wrong) { return wrong.what_and_where().text(); }
    return {};
}

using counts = std::map<std::string, std::int64_t>;

/// What the incidents' log tells of each ticket once it has gone through a desk.
struct itsm_figures {
    counts paths;
    counts made_sla;  ///< by level and verdict
    std::int64_t reopened = 0;

    explicit itsm_figures(desk const& d) {
        for (std::uint64_t i = 1; i <= d.size(); ++i) {
            auto const& t = *d.ticket({i});
            reopened += t.epoch > 0;
            ++made_sla[std::string{label(t.facts.urgency).code} + ' ' + std::string{t.facts.fields.get("made_sla")}];
            ++paths[path_of(d.history({i}))];
        }
    }

private:
    static std::string path_of(std::vector<entry> const& history) {
        std::string path;
        std::string last;
        for (entry const& e : history) {
            auto const state = e.data.get("state");
            if (state.empty() || state == last) continue;
            last = state;
            path += (path.empty() ? "" : ">") + last;
        }
        return path;
    }
};

}  // namespace

TEST_CASE("a log of 24,031 rows gives the state paths, reopenings and verdicts that an independent script counts") {
    auto const data = outside_data("data/itsm_events_opened_2016-03-01_10.csv");
    auto const known = outside_data("data/facts.json");
    if (!data || !known) return;
    auto d = foreign_desk();
    intake_sinks sinks;
    sinks.rejected = [](fault const& f) { FAIL(f.text()); };
    std::int64_t events = 0;
    sinks.answered = [&](intake_answer const& a) {
        REQUIRE(a.result == intake_result::accepted);
        events += a.event != entry_code::open;
    };
    auto const map = read_mapping(read_source((source_dir() / "examples/itsm/map.toml").string()));
    take_rows(d, read_source(data->string()), map, sinks);

    auto const facts_json = read_json(read_source(known->string()));
    auto const facts = facts_json.root().get("files").get("itsm_events_opened_2016-03-01_10.csv");
    CHECK(events == facts.integer("rows"));
    CHECK(static_cast<std::int64_t>(d.size()) == facts.integer("cases"));
    itsm_figures const ours{d};
    CHECK(static_cast<std::int64_t>(ours.paths.size()) == facts.integer("distinct_state_paths"));
    for (data_view const path : facts.get("top_paths").members()) {
        CAPTURE(std::string{path.key()});
        CHECK(ours.paths.at(std::string{path.key()}) == path.as_integer());
    }
    CHECK(ours.reopened == facts.integer("reopened_cases"));
    counts theirs;
    std::map<std::string_view, std::string> const levels = {{"1", "L4"}, {"2", "L3"}, {"3", "L2"}, {"4", "L1"}};
    for (data_view const priority : facts.get("made_sla_by_priority").members())
        for (data_view const verdict : priority.members())
            theirs[levels.at(priority.key()) + ' ' + std::string{verdict.key()}] = verdict.as_integer();
    CHECK(ours.made_sla == theirs);
}

TEST_CASE("of several rows a column gives its first text that is not empty, or its last") {
    auto d = foreign_desk();
    auto const& t =
        taken(d,
              head +
                  "level = { column = \"p\", take = \"last\" }\n"
                  "keep = [\"first\", { column = \"last\", take = \"last\" }]\n",
              "n,opened,p,first,last\n7,2016-03-01 10:00,L1,,a\n7,2016-03-01 09:00,L3,b,\n7,2016-03-01 11:00,L2,c,d\n");
    CHECK(t.facts.opened == at("2016-03-01 09:00"));
    CHECK(t.facts.urgency == level::agreed);
    CHECK(t.facts.fields.get("first") == "b");
    CHECK(t.facts.fields.get("last") == "d");
}

TEST_CASE("a row that is an event carries the columns it is told to") {
    auto d = foreign_desk();
    taken(
        d,
        head +
            "[states]\ncolumn = \"s\"\nat = \"t\"\nkeep = [\"s\", \"by\"]\nvalues = { \"Pending\" = \"wait\", "
            "\"Seen\" = \"note\" }\n",
        "n,opened,t,s,by\n7,2016-03-01 10:00,2016-03-01 11:00,Pending,\n7,2016-03-01 10:00,2016-03-01 10:30,Seen,x\n");
    auto const history = d.history({1});
    REQUIRE(history.size() == 3);
    CHECK(history[1].event == "note");
    CHECK(history[1].data == payload{{"s", "Seen"}, {"by", "x"}});
    CHECK(history[2].event == "wait");
    CHECK(history[2].data == payload{{"s", "Pending"}});
}

TEST_CASE("a mapping that would keep a column under a name of the desk's own is refused") {
    CHECK(refused(head + "keep = [\"level\"]\n") == "map.toml:5: keep[0]: 'level' is a field of the desk's own");
    CHECK(refused(head + "[states]\ncolumn = \"s\"\nat = \"t\"\nkeep = [\"ok\", \"crew\"]\n") ==
          "map.toml:8: states.keep[1]: 'crew' is a field of the desk's own");
    CHECK(refused(head + "keep = [{ column = \"a\", take = \"middle\" }]\n").find("keep[0].take") != std::string::npos);
}
