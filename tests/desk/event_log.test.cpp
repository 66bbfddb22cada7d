// Event logs for process mining, held against what was published: IEEE 1849-2016 (XES) and OCEL 2.0 (JSON). Which element
// may stand where, in which order, with which attributes of which type.

#include <gongdan/desk/exchange.hpp>
#include <gongdan/files/json.hpp>
#include <gongdan/files/xml.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <journal/random_desk.hpp>

#include <doctest/doctest.h>

#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

using namespace gongdan;

namespace {

std::shared_ptr<memory_journal> busy_journal(unsigned seed) {
    auto const store = std::make_shared<memory_journal>();
    auto d = desk_on(store);
    random_hand hand{d, seed, at("2026-02-09 08:00")};
    for (int i = 0; i < 150; ++i) hand.act();
    return store;
}

bool is_date_time(std::string const& text) {
    static std::regex const form{R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))"};
    return std::regex_match(text, form);
}

bool is_name(std::string const& text) {
    static std::regex const form{R"([A-Za-z_:][A-Za-z0-9._:\-\x80-\xff]*)"};
    return std::regex_match(text, form);
}

bool is_whole_number(std::string const& text) { return std::regex_match(text, std::regex{R"([+-]?\d{1,19})"}); }

/// The schema of IEEE 1849-2016, clause 5, as far as a log without lists goes.
class xes_schema {
public:
    explicit xes_schema(std::string const& text) {
        read_xml(from_text("log.xes", text), {[this](xml_element const& e) { begin(e); }, [this](auto) { end(); }});
    }
    std::vector<std::string> faults;
    std::map<std::string, int> seen;

private:
    struct open_element {
        std::string name;
        int rank = 0;  ///< of the last child
    };

    static bool is_attribute(std::string const& name) {
        return std::set<std::string>{"string", "date", "int", "float", "boolean", "id", "list"}.count(name) != 0;
    }

    /// Where among its parent's children an element stands; -1 where it may not stand at all.
    static int rank(std::string const& parent, std::string const& child) {
        if (parent.empty()) return child == "log" ? 0 : -1;
        if (is_attribute(child)) return is_attribute(parent) || parent == "global" || parent == "event" ? 0 : 3;
        std::vector<std::string> const order =
            parent == "log"     ? std::vector<std::string>{"extension", "global", "classifier", "", "trace", "event"}
            : parent == "trace" ? std::vector<std::string>{"", "", "", "", "event"}
                                : std::vector<std::string>{};
        for (std::size_t i = 0; i < order.size(); ++i)
            if (order[i] == child) return static_cast<int>(i);
        return -1;
    }

    void need(xml_element const& e, char const* attribute, bool (*fits)(std::string const&)) {
        auto const value = e.find(attribute);
        if (value.data() == nullptr || !fits(std::string{value}))
            faults.push_back(std::string{e.name} + '@' + attribute + " is '" + std::string{value} + "'");
    }

    void begin(xml_element const& e) {
        std::string const name{e.name};
        ++seen[name];
        auto const at = rank(open_.empty() ? "" : open_.back().name, name);
        if (at < 0 || (!open_.empty() && at < open_.back().rank)) faults.push_back(name + " stands in a wrong place");
        if (!open_.empty()) open_.back().rank = at;
        open_.push_back({name, 0});
        auto const any = [](std::string const&) { return true; };
        if (name == "log") need(e, "xes.version", [](std::string const& v) { return std::atof(v.c_str()) > 0; });
        if (name == "extension") need(e, "name", is_name), need(e, "prefix", is_name), need(e, "uri", any);
        if (name == "classifier") need(e, "name", is_name), need(e, "keys", any);
        if (name == "extension") prefixes_.insert(std::string{e.find("prefix")});
        if (is_attribute(name)) attribute(e, name);
        keys_.emplace_back();
    }

    void attribute(xml_element const& e, std::string const& name) {
        need(e, "key", is_name);
        need(
            e, "value",
            name == "date"  ? is_date_time
            : name == "int" ? is_whole_number
                            : +[](std::string const&) { return true; });
        std::string const key{e.find("key")};
        if (auto const colon = key.find(':'); colon != std::string::npos && prefixes_.count(key.substr(0, colon)) == 0)
            faults.push_back(key + ": no extension has this prefix");
        if (!keys_.empty() && !keys_.back().insert(key).second) faults.push_back(key + " stands twice");
    }

    void end() {
        open_.pop_back();
        keys_.pop_back();
    }

    std::vector<open_element> open_;
    std::set<std::string> prefixes_;
    std::vector<std::set<std::string>> keys_;
};

/// The schema of OCEL 2.0's JSON.
class ocel_schema {
public:
    explicit ocel_schema(data_view root) {
        root.only({"objectTypes", "eventTypes", "objects", "events"});
        types(root.array("objectTypes"), object_types_);
        types(root.array("eventTypes"), event_types_);
        for (data_view const o : root.array("objects")) object(o);
        for (data_view const e : root.array("events")) event(e);
    }
    std::vector<std::string> faults;
    int events = 0;
    std::map<std::string, int> objects;  ///< by type

private:
    using attributes = std::map<std::string, std::string>;

    void need(bool holds, data_view v, char const* what) {
        if (!holds) faults.push_back(v.path() + ' ' + what);
    }

    void types(data_items all, std::map<std::string, attributes>& into) {
        for (data_view const t : all) {
            t.only({"name", "attributes"});
            auto& names = into[std::string{t.text("name")}];
            for (data_view const a : t.array("attributes")) {
                a.only({"name", "type"});
                std::string const type{a.text("type")};
                need(std::set<std::string>{"string", "time", "integer", "float", "boolean"}.count(type) != 0, a,
                     "type");
                need(names.emplace(std::string{a.text("name")}, type).second, a, "stands twice");
            }
        }
    }

    void values(data_view of, attributes const& declared) {
        for (data_view const a : of.array("attributes")) {
            auto const found = declared.find(std::string{a.text("name")});
            need(found != declared.end(), a, "is not declared for the type");
            if (found != declared.end() && found->second == "time")
                need(is_date_time(std::string{a.text("value")}), a, "is no date-time");
        }
    }

    void relations(data_view of) {
        for (data_view const r : of.array("relationships")) {
            r.only({"objectId", "qualifier"});
            need(known_.count(std::string{r.text("objectId")}) != 0, r, "names no object");
            need(!r.text("qualifier").empty(), r, "has no qualifier");
        }
    }

    void object(data_view o) {
        o.only({"id", "type", "attributes", "relationships"});
        need(known_.insert(std::string{o.text("id")}).second, o, "stands twice");
        std::string const type{o.text("type")};
        ++objects[type];
        need(object_types_.count(type) != 0, o, "is of a type that is not declared");
        values(o, object_types_[type]);
        for (data_view const a : o.array("attributes"))
            need(is_date_time(std::string{a.text("time")}), a, "has no date-time");
    }

    void event(data_view e) {
        e.only({"id", "type", "time", "attributes", "relationships"});
        ++events;
        need(event_ids_.insert(std::string{e.text("id")}).second, e, "stands twice");
        need(is_date_time(std::string{e.text("time")}), e, "has no date-time");
        std::string const type{e.text("type")};
        need(event_types_.count(type) != 0, e, "is of a type that is not declared");
        values(e, event_types_[type]);
        relations(e);
        need(!e.array("relationships").empty(), e, "happened to nothing");
    }

    std::map<std::string, attributes> object_types_;
    std::map<std::string, attributes> event_types_;
    std::set<std::string> known_;
    std::set<std::string> event_ids_;
};

std::string imports_with(std::string const& text, journal_format format) {
    std::string faults;
    try {
        static_cast<void>(import_journal(from_text("log", text), format, builtin_lifecycles(),
                                         [&](fault const& f) { faults += f.text() + '\n'; }));
    } catch (input_error const& wrong) { faults = wrong.what_and_where().text(); }
    return faults;
}

std::string replaced(std::string text, std::string const& what, std::string const& by) {
    auto const where = text.find(what);
    REQUIRE(where != std::string::npos);
    return text.replace(where, what.size(), by);
}

}  // namespace

TEST_CASE("an exported XES log has the elements, order and attributes of IEEE 1849") {
    for (unsigned seed = 1; seed <= 3; ++seed) {
        auto const j = busy_journal(seed);
        xes_schema const log{export_journal(*j, journal_format::xes)};
        CHECK_MESSAGE(log.faults.empty(), log.faults.front());
        CHECK(log.seen.at("log") == 1);
        CHECK(log.seen.at("trace") > 1);
        CHECK(static_cast<std::uint64_t>(log.seen.at("event")) == j->last());
    }
    auto const text = export_journal(*busy_journal(1), journal_format::xes);
    CHECK_FALSE(xes_schema{replaced(text, " xes.version=\"1849.2016\"", "")}.faults.empty());
    CHECK_FALSE(xes_schema{replaced(text, "  <trace>", "  <event/><trace>")}.faults.empty());
    CHECK_FALSE(xes_schema{replaced(text, "org:role", "or:role")}.faults.empty());
    CHECK_FALSE(xes_schema{replaced(text, "T08:", " 08:")}.faults.empty());
}

TEST_CASE("an exported OCEL log declares every type and attribute it uses, and names no object it has not") {
    for (unsigned seed = 1; seed <= 3; ++seed) {
        auto const j = busy_journal(seed);
        auto const document = read_json(from_text("log.json", export_journal(*j, journal_format::ocel)));
        ocel_schema const log{document.root()};
        CHECK_MESSAGE(log.faults.empty(), log.faults.front());
        CHECK(static_cast<std::uint64_t>(log.events) == j->last());
        CHECK(log.objects.at("hall") == 1);
        CHECK(log.objects.at("crew") == 1);
    }
    auto const text = export_journal(*busy_journal(1), journal_format::ocel);
    auto const faults = [&](char const* what, char const* by) {
        return ocel_schema{read_json(from_text("log.json", replaced(text, what, by))).root()}.faults.size();
    };
    CHECK(faults("\"name\": \"role\", \"type\"", "\"name\": \"roll\", \"type\"") > 0);
    CHECK(faults("{\"objectId\": \"ticket:", "{\"objectId\": \"tocket:") > 0);
    CHECK(faults("\"type\": \"time\"", "\"type\": \"date\"") > 0);
}

TEST_CASE("a time is exported in the zone that was asked for, and read as it is written") {
    auto const j = busy_journal(2);
    for (auto const format : {journal_format::xes, journal_format::ocel}) {
        auto const text = export_journal(*j, format, {false, "-05:00"});
        CHECK(text.find("-05:00") != std::string::npos);
        CHECK(text.find("+08:00") == std::string::npos);
        auto const entries = import_journal(from_text("log", text), format, builtin_lifecycles(),
                                            [](fault const& f) { FAIL(f.text()); });
        CHECK(entries.front().occurred_at == j->history({1}).front().occurred_at);
    }
    CHECK_THROWS_WITH_AS(static_cast<void>(export_journal(*j, journal_format::xes, {false, "CST"})),
                         "a zone is Z, or hours and minutes as in +08:00, not 'CST'", std::invalid_argument);
}

TEST_CASE("what an XES log lacks or nobody knows is named with its line, and the other events are read") {
    auto const text = export_journal(*busy_journal(1), journal_format::xes);
    auto const with = [&](char const* what, char const* by) {
        return imports_with(replaced(text, what, by), journal_format::xes);
    };
    CHECK(imports_with(text, journal_format::xes).empty());
    CHECK(with("key=\"sequence\" value=\"1\"", "key=\"sequence\" value=\"one\"").find(": int@value: ") !=
          std::string::npos);
    CHECK(with("key=\"sequence\" value=\"2\"", "key=\"sequence\" value=\"1\"").find("event/sequence: 1 stands twice") !=
          std::string::npos);
    CHECK(with("      <int key=\"sequence\" value=\"1\"/>", "").find("event/sequence: is missing") !=
          std::string::npos);
    CHECK(with("key=\"org:role\"", "key=\"org:roll\"").find(": string@key: 'org:roll' is not known") !=
          std::string::npos);
    CHECK(with("T08:", "T28:").find("date@value: ") != std::string::npos);
    CHECK(with("</log>", "").find("log:") == 0);
    CHECK(with("<log ", "<!DOCTYPE log><log ") == "log:2: a document type is not read");
    CHECK(imports_with("<lag/>", journal_format::xes) == "log:1: lag: a log of XES is expected");
    CHECK(imports_with("<log><event/></log>", journal_format::xes) == "log:1: event: stands in no trace");
    CHECK(imports_with("<log xes.version=\"1.0\"></log>", journal_format::xes).empty());
}

TEST_CASE("what an OCEL log lacks or nobody knows is named with its pointer, and the other events are read") {
    auto const text = export_journal(*busy_journal(1), journal_format::ocel);
    auto const with = [&](char const* what, char const* by) {
        return imports_with(replaced(text, what, by), journal_format::ocel);
    };
    CHECK(imports_with(text, journal_format::ocel).empty());
    CHECK(with("{\"id\": \"e1\"", "{\"id\": \"x1\"").find("/events/0/id: ") != std::string::npos);
    CHECK(with("{\"id\": \"e2\"", "{\"id\": \"e1\"").find("/events/1/sequence: 1 stands twice") != std::string::npos);
    CHECK(with("\"objectId\": \"ticket:", "\"objectId\": \"tocket:").find("there is no object 'tocket:") !=
          std::string::npos);
    CHECK(with("\"qualifier\": \"ticket\"", "\"qualifier\": \"case\"").find("no object is the ticket") !=
          std::string::npos);
    CHECK(with("{\"name\": \"role\", \"value\"", "{\"name\": \"roll\", \"value\"").find("'roll' is not known") !=
          std::string::npos);
    CHECK(imports_with("{}", journal_format::ocel).find("objects") != std::string::npos);
}
