#pragma once

#include <gongdan/calendar/china.hpp>
#include <gongdan/desk/desk.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/ticket/kind.hpp>
#include <gongdan/time/civil.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

/// A desk of the built-in types under both books, on which tests write a few tickets' histories.
struct scene {
    gongdan::desk desk{gongdan::china(), gongdan::gas(), gongdan::builtin_lifecycles()};

    gongdan::ticket_id open(gongdan::opening const& o) {
        auto const id = desk.open(o);
        REQUIRE_MESSAGE(id, (id ? "" : id.why().en));
        return *id;
    }

    /// One step that must be accepted, at once or, where `recorded` is given, as a late report.
    void step(gongdan::ticket_id id,
              std::string_view event,
              std::string_view when,
              gongdan::actor who,
              gongdan::payload data = {},
              std::string_view recorded = {}) {
        gongdan::command c{event, gongdan::at(when), std::move(who), std::move(data)};
        if (!recorded.empty()) c.recorded_at = gongdan::at(recorded);
        auto const done = desk.apply(id, c);
        REQUIRE_MESSAGE(done, event, ": ", (done ? "" : done.why().en));
    }
};

inline gongdan::actor receptionist(std::string id) { return {gongdan::role::receptionist, std::move(id)}; }
inline gongdan::actor technician(std::string id) { return {gongdan::role::technician, std::move(id)}; }
inline gongdan::actor dispatcher(std::string id) { return {gongdan::role::dispatcher, std::move(id)}; }

inline gongdan::payload credentials() {
    return {{"identity_checked", "yes"}, {"credentials_shown", "yes"}, {"entered_together", "yes"}};
}

/// A repair from the call to the ledger's last signature, with a test that fails first and a hazard.
inline gongdan::ticket_id whole_repair(scene& s) {
    auto const id =
        s.open({gongdan::kind::repair,
                gongdan::at("2026-02-24 08:10"),
                receptionist("李娜"),
                gongdan::level::soon,
                "WX-1",
                "城东厅",
                {},
                {{"customer", "王芳"}, {"phone", "13800000000"}, {"address", "桃园路 8 号"}, {"fault", "灶具漏气"}}});
    s.step(id, "record", "2026-02-24 08:12", receptionist("李娜"));
    s.step(id, "agree", "2026-02-24 08:15", receptionist("李娜"),
           {{"from", "2026-02-24 10:00"}, {"to", "2026-02-24 12:00"}});
    s.step(id, "assign", "2026-02-24 08:20", dispatcher("周强"), {{"crew", "一班"}});
    s.step(id, "order", "2026-02-24 08:30", receptionist("李娜"));
    s.step(id, "sign", "2026-02-24 08:45", technician("赵军"));
    s.step(id, "arrive", "2026-02-24 10:05", technician("赵军"), credentials());
    s.step(id, "finish", "2026-02-24 10:40", technician("赵军"));
    s.step(id, "test", "2026-02-24 10:45", technician("赵军"), {{"outcome", "failed"}});
    s.step(id, "finish", "2026-02-24 11:00", technician("赵军"));
    s.step(id, "test", "2026-02-24 11:05", technician("赵军"),
           {{"outcome", "passed"}, {"air_tightness", "5 kPa 15 min 无压降"}});
    s.step(id, "inspect", "2026-02-24 11:15", technician("赵军"), {{"outcome", "hazard"}, {"hazard", "热水器无烟道"}});
    s.step(id, "write_notice", "2026-02-24 11:20", technician("赵军"),
           {{"measures_proposed", "加装烟道"}, {"rectify_by", "2026-03-10"}});
    s.step(id, "sign_notice", "2026-02-24 11:25", technician("赵军"), {{"customer_signature", "王芳"}});
    s.step(id, "confirm", "2026-02-24 11:30", technician("赵军"),
           {{"order_filled", "yes"},
            {"fee_agreed", "yes"},
            {"fee", "35 元"},
            {"fee_paid", "yes"},
            {"customer_signature", "yes"}});
    s.step(id, "hand_back", "2026-02-24 16:00", technician("赵军"));
    s.step(id, "file", "2026-02-24 16:10", receptionist("李娜"), {{"ledger_signed", "yes"}});
    s.step(id, "update", "2026-02-24 16:15", receptionist("李娜"));
    s.step(id, "close", "2026-02-24 16:20", receptionist("李娜"));
    return id;
}
