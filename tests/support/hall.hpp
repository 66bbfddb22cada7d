#pragma once

#include <gongdan/calendar/china.hpp>
#include <gongdan/desk/desk.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/time/civil.hpp>

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// A desk with the built-in types and both books, and short words for what tests do with it.
struct hall {
    gongdan::desk desk;

    explicit hall(std::shared_ptr<gongdan::journal> store = std::make_shared<gongdan::memory_journal>())
        : hall(gongdan::china(), gongdan::gas(), std::move(store)) {}
    hall(gongdan::calendar days,
         gongdan::policy rules,
         std::shared_ptr<gongdan::journal> store = std::make_shared<gongdan::memory_journal>(),
         gongdan::desk_options options = {})
        : desk(std::move(days), std::move(rules), gongdan::builtin_lifecycles(), std::move(store), options) {}

    gongdan::ticket_id open(std::string_view type, char const* when, gongdan::level l = gongdan::level::waiting) {
        auto const id = desk.open({type, gongdan::at(when), {gongdan::role::customer, ""}, l});
        REQUIRE(id);
        return *id;
    }
    gongdan::answer<gongdan::receipt> apply(gongdan::ticket_id id,
                                            char const* event,
                                            char const* when,
                                            gongdan::role as,
                                            gongdan::payload data = {},
                                            char const* recorded = nullptr) {
        gongdan::command c{event, gongdan::at(when), {as, "x"}, std::move(data)};
        if (recorded != nullptr) c.recorded_at = gongdan::at(recorded);
        return desk.apply(id, c);
    }
    void must(
        gongdan::ticket_id id, char const* event, char const* when, gongdan::role as, gongdan::payload data = {}) {
        auto const a = apply(id, event, when, as, std::move(data));
        INFO(event, ": ", a ? "" : a.why().en);
        REQUIRE(a);
        REQUIRE(a->stands == gongdan::standing::accepted);
    }
    std::string_view state(gongdan::ticket_id id) const {
        auto const& t = *desk.ticket(id);
        return t.type->life().states[t.at.state].label.code;
    }
    gongdan::target_view target(gongdan::ticket_id id, std::string_view code) const {
        for (auto const& v : desk.targets(id))
            if (v.what->target == code) return v;
        FAIL("no target ", std::string{code});
        return desk.targets(id).front();
    }
    static std::multiset<gongdan::effect_kind> kinds(std::vector<gongdan::effect> const& all) {
        std::multiset<gongdan::effect_kind> found;
        for (gongdan::effect const& e : all) found.insert(e.kind);
        return found;
    }
};
