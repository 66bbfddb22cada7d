#pragma once

#include <gongdan/ticket/kind.hpp>
#include <support/hall.hpp>

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

// What went wrong in other systems, run here: each test is named after the thread it is told in.

using namespace gongdan;

/// A promise on repairs: due within `text`, met when the repair is tested.
inline clause promise(char const* target, char const* text) {
    clause c;
    c.type = kind::repair;
    c.target = c.zh = c.en = target;
    c.within = *expression::parse(text);
    c.met_by = {"tested"};
    return c;
}

/// A policy of these promises and no others.
inline policy only(std::vector<clause> promises) {
    policy p;
    p.name = "peers";
    p.version = "1";
    p.source = "tests/peers";
    p.clauses = std::move(promises);
    for (lifecycle const* l : builtin_lifecycles())
        p.exemptions.push_back({std::string{l->label.code}, {"*"}, "本测试之外", "outside this test"});
    return p;
}

/// China's days with windows of an office: none on days of rest.
inline calendar office(std::vector<window> windows = {{hours{8}, hours{18}}}) {
    auto spec = china().spec();
    spec.hours = {std::move(windows), {}};
    return *calendar::make(std::move(spec));
}

/// A hall where one promise is kept, and one repair accepted.
struct counter : hall {
    ticket_id id;

    counter(calendar days, policy rules, char const* accepted, level l = level::waiting)
        : hall(std::move(days), std::move(rules)), id(open(kind::repair, accepted, l)) {}
    counter(char const* text, char const* accepted) : counter(office(), only({promise("done", text)}), accepted) {}

    void hold(char const* from, char const* to = nullptr) {
        must(id, "hold", from, role::receptionist, {{"reason", "customer_wish"}});
        if (to != nullptr) must(id, "resume", to, role::receptionist);
    }
    [[nodiscard]] std::string due(char const* which = "done") const { return to_text(*desk.deadline(id, which)); }
};

/// When `text`, accepted then, is due under the calendar.
inline std::string falls_due(calendar const& days, char const* text, char const* accepted) {
    return to_text(evaluate(*expression::parse(text), days, {at(accepted)}));
}
