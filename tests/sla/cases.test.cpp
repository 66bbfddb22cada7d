// The worked deadlines: reasoned by hand, so that the engine is held to people's counting and not to its own.

#include <gongdan/calendar/china.hpp>
#include <gongdan/calendar/clock.hpp>
#include <gongdan/files/csv.hpp>
#include <gongdan/sla/due.hpp>
#include <gongdan/sla/explain.hpp>
#include <gongdan/time/civil.hpp>
#include <support/data.hpp>
#include <support/worked_cases.hpp>

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <vector>

using namespace gongdan;

namespace {

std::vector<std::string> split_at(std::string const& text, char by) {
    std::vector<std::string> parts;
    std::istringstream in{text};
    for (std::string part; std::getline(in, part, by);) parts.push_back(part);
    return parts;
}

/// From the table's codes to the language of targets.
std::string target_of(std::string const& code) {
    auto const at_sign = code.find('@');
    auto const parts = split_at(code.substr(0, at_sign), ':');
    std::string text;
    if (parts[0] == "WD") text = parts[1] + " working days from next day";
    if (parts[0] == "CD") text = parts[1] + " days from next day";
    if (parts[0] == "H") text = parts[1] + " h";
    if (parts[0] == "M") text = parts[1] + " min";
    if (parts[0] == "OH" || parts[0] == "BH") text = parts[1] + " service hours";
    for (std::string const& p : parts) {
        if (p == "EBH") text += ", by close";
        if (p == "SAME") text += ", same time";
        if (p == "CUT") text += ", from opening";
    }
    auto const holding = at_sign == std::string::npos ? "" : code.substr(at_sign + 1);
    if (holding == "CLOSE") text += ", held at close";
    if (holding == "ANY") text += ", held any part";
    if (holding == "FULL") text += ", held whole day";
    return text;
}

calendar calendar_for(std::string const& data, std::string const& code) {
    china_options o;
    o.provisional = data == "provisional";
    if (data == "2020-before-0127") o.as_known_on = on("2020-01-25");
    if (data == "2019-before-0322") o.as_known_on = on("2019-03-20");
    auto const days = *china(o);
    if (code.rfind("BH", 0) != 0) return days;
    auto spec = days.spec();
    spec.hours = {{{minutes{510}, hours{12}}, {minutes{810}, minutes{1050}}}, {}};
    return *calendar::make(std::move(spec));
}

std::vector<interval> holds_of(std::string const& text) {
    std::vector<interval> all;
    for (std::string const& one : split_at(text, ';')) {
        auto const ends = split_at(one, '/');
        all.push_back({at(ends[0]), ends.size() > 1 ? at(ends[1]) : distant_future});
    }
    merge(all);
    return all;
}

std::int64_t sum_of(explanation const& x) {
    std::int64_t sum = 0;
    for (segment const& s : x.segments) sum += s.counted;
    return sum;
}

struct worked_case {
    std::string input, code, holds, data, expected;
};

std::vector<worked_case> cases() {
    auto const text = read_source((source_dir() / "tests" / "fixtures" / "cases.csv").string());
    csv_reader csv{text};
    std::vector<worked_case> all;
    while (auto const row = csv.next()) {
        auto const cell = [&](char const* name) { return std::string{(*row)[csv.column(name)]}; };
        all.push_back({cell("input"), cell("rule"), cell("pauses"), cell("data"), cell("expected")});
    }
    return all;
}

}  // namespace

TEST_CASE("the worked deadlines come out as they were reasoned by hand") {
    int checked = 0;
    for (worked_case const& c : cases()) {
        CAPTURE(c.input);
        CAPTURE(c.code);
        auto const days = calendar_for(c.data, c.code);
        if (c.code.rfind("WDB", 0) == 0) {
            CHECK(to_text(days.add(on(c.input), -std::stoi(c.code.substr(4)))->date) == c.expected);
        } else if (c.code.rfind("CNT", 0) == 0) {
            CHECK(std::to_string(*days.count(on(c.input), on(c.code.substr(4)))) == c.expected);
        } else {
            auto const target = expression::parse(target_of(c.code));
            REQUIRE(target);
            auto const holds = holds_of(c.holds);
            clock_facts const facts{at(c.input), {}, holds.data(), holds.size()};
            auto const d = evaluate(*target, days, facts);
            bool const known = c.expected.rfind("OUT_OF_DATA", 0) != 0;
            CHECK(to_text(d) == (known ? c.expected : ""));
            if (!known) CHECK(why_not(d, days).en.find("2027") != std::string::npos);
            // What the explanation counts adds up to the budget.
            if (known) CHECK(sum_of(explain(*target, days, facts)) == target->amount);
        }
        ++checked;
    }
    CHECK(checked == 38);
}

TEST_CASE("the deadlines worked out where the first table is bare come out as reasoned, and explain themselves") {
    int checked = 0;
    for (worked_deadline const& c : worked_deadlines()) {
        if (c.flag == "invalid") continue;  // what cannot be read is the tool's to say
        CAPTURE(c.id);
        CAPTURE(c.why);
        china_options known;
        if (!c.as_known.empty()) known.as_known_on = on(c.as_known);
        known.provisional = c.provisional == "yes";
        auto const days = *china(known);
        auto const target = *expression::parse(c.target);
        auto const holds = holds_of(c.holds);
        clock_facts const facts{at(c.accepted), {}, holds.data(), holds.size()};
        auto const d = evaluate(target, days, facts);
        CHECK(to_text(d) == c.deadline);
        CHECK(d.provisional == (c.flag == "provisional"));
        CHECK((d.state == due::how::held) == (c.flag == "held"));
        CHECK((d.state == due::how::unknown) == (c.flag == "unknown"));
        CHECK(why_not(d, days).en.find(c.reason_has) != std::string::npos);
        if (d.known()) CHECK(sum_of(explain(target, days, facts)) == explain(target, days, facts).budget);
        ++checked;
    }
    CHECK(checked >= 76);
}

TEST_CASE("P1: an install accepted on the Friday before Spring Festival is due on the Friday after (次日起算)") {
    auto const e = *expression::parse("5 working days from next day");
    CHECK(to_text(evaluate(e, china(), {at("2026-02-13 00:00")})) == "2026-02-27 24:00");
    CHECK(to_text(evaluate(e, china(), {at("2026-02-13 23:59:59")})) == "2026-02-27 24:00");
    CHECK(to_text(evaluate(e, china(), {at("2026-02-14 00:00")})) == "2026-02-28 24:00");
}

TEST_CASE("an open hold stops the answer and says what is left") {
    interval const held{at("2026-03-02 12:00")};
    auto const d = evaluate(*expression::parse("24 h"), china(), {at("2026-03-02 10:00"), {}, &held, 1});
    CHECK(d.state == due::how::held);
    CHECK(why_not(d, china()).en == "the clock stands still since 2026-03-02 12:00 with 22 h 00 min left");
    auto const lapsed = evaluate(*expression::parse("1 h"), china(), {at("2026-03-02 10:00"), {}, &held, 1});
    CHECK(to_text(lapsed) == "2026-03-02 11:00");
}

TEST_CASE("the earlier and the later of two are chosen, also where one of them is not known") {
    auto const days = china();
    auto const ends = [&](char const* text, char const* accepted) {
        return evaluate(*expression::parse(text), days, {at(accepted)});
    };
    CHECK(to_text(ends("earlier of (48 h; 3 working days from next day)", "2026-09-24 17:30")) == "2026-09-26 17:30");
    CHECK(to_text(ends("later of (48 h; 3 working days from next day)", "2026-09-24 17:30")) == "2026-09-30 24:00");
    CHECK(to_text(ends("earlier of (5 working days from next day; 24 h)", "2026-12-28 10:00")) == "2026-12-29 10:00");
    CHECK(ends("later of (5 working days from next day; 24 h)", "2026-12-28 10:00").state == due::how::unknown);
    CHECK(ends("earlier of (5 working days from next day; 240 h)", "2026-12-28 10:00").state == due::how::unknown);
    // Of equal ends the first argument wins, and says how the end reads.
    CHECK(to_text(ends("earlier of (38 h; 1 working day from next day)", "2026-03-02 10:00")) == "2026-03-04 00:00");
    CHECK(to_text(ends("earlier of (1 working day from next day; 38 h)", "2026-03-02 10:00")) == "2026-03-03 24:00");
}

TEST_CASE("what is accepted after the cut-off is due at noon of the next working day") {
    auto const e = *expression::parse("next working day by 12:00 if after 19:00, else 6 h");
    CHECK(to_text(evaluate(e, china(), {at("2026-02-13 19:00")})) == "2026-02-14 01:00");
    CHECK(to_text(evaluate(e, china(), {at("2026-02-13 19:00:01")})) == "2026-02-14 12:00");
    CHECK(to_text(evaluate(e, china(), {at("2026-02-14 20:00")})) == "2026-02-24 12:00");
}

TEST_CASE("P18: the agreed time stands in the promise's place") {
    auto const e = *expression::parse("as agreed else 6 h");
    clock_facts facts{at("2026-03-02 10:00")};
    CHECK(to_text(evaluate(e, china(), facts)) == "2026-03-02 16:00");
    facts.agreed = interval{at("2026-03-05 14:00"), at("2026-03-05 16:00")};
    CHECK(to_text(evaluate(e, china(), facts)) == "2026-03-05 16:00");
    CHECK(evaluate(*expression::parse("as agreed"), china(), {at("2026-03-02 10:00")}).state == due::how::unset);
}
