#pragma once

#include <gongdan/calendar/china.hpp>
#include <gongdan/desk/desk.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/time/civil.hpp>

#include <functional>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

/// Somebody at a desk who does whatever comes to mind: opens tickets, takes steps that are allowed and some that are
/// not, holds, agrees, reports late, polls and acknowledges. The same seed does the same.
class random_hand {
public:
    /// Told of every command that was answered and went into the journal.
    using told = std::function<void(std::string const& command_id, std::uint64_t sequence)>;

    random_hand(
        gongdan::desk& d, unsigned seed, gongdan::instant now, told answered = [](auto const&, auto) {})
        : desk_(d), random_(seed), seed_(seed), now_(now), answered_(std::move(answered)) {}

    void act() {
        now_ = now_ + gongdan::minutes{below(90)};
        auto const what = below(20);
        if (desk_.size() == 0 || what == 0) open();
        else if (what == 1) poll();
        else step({1 + below(desk_.size())}, what < 5);
    }
    [[nodiscard]] gongdan::instant now() const { return now_; }

private:
    [[nodiscard]] std::uint64_t below(std::uint64_t n) { return random_() % n; }
    [[nodiscard]] std::string next_id() { return std::to_string(seed_) + "-" + std::to_string(++commands_); }

    void open() {
        auto const types = gongdan::builtin_lifecycles();
        gongdan::opening o;
        o.type = types[below(types.size())]->label.code;
        o.occurred_at = now_;
        o.who = {gongdan::role::receptionist, "接待 r-07"};
        o.urgency = static_cast<gongdan::level>(below(4));
        o.command_id = next_id();
        if (below(2) == 0) o.external = "W" + o.command_id;
        if (below(2) == 0) o.hall = "城南厅";
        if (below(4) == 0) o.agreed = {{now_ + gongdan::hours{20}, now_ + gongdan::hours{22}}};
        if (below(3) == 0) o.data = {{"地址", "长安街 \"1\" 号"}};
        if (auto const opened = desk_.open(o)) answered_(o.command_id, desk_.history(*opened).back().sequence);
    }

    void poll() {
        std::vector<std::string> keys;
        for (auto const& e : desk_.poll(now_, 1 + below(10)))
            if (below(3) != 0) keys.push_back(e.key);
        desk_.acknowledge(keys, now_);
    }

    void step(gongdan::ticket_id id, bool late) {
        auto const& life = desk_.ticket(id)->type->life();
        auto const rows = gongdan::next_rows(life, desk_.ticket(id)->at);
        gongdan::command c;
        c.command_id = next_id();
        c.recorded_at = now_;
        c.occurred_at = late ? now_ - gongdan::hours{below(30)} : now_;
        c.data = {{"from", gongdan::to_text(now_ + gongdan::hours{4})},
                  {"level", "L2"},
                  {"crew", "一班"},
                  {"reason", "customer_wish"}};
        if (rows.empty() || below(8) == 0) {
            c.event = life.events[below(life.events.size())].label.code;
            c.who = {static_cast<gongdan::role>(below(8)), "x"};
        } else {
            take(c, life, rows[below(rows.size())]);
        }
        if (auto const done = desk_.apply(id, c)) answered_(c.command_id, done->sequence);
    }

    /// What a row asks for.
    void take(gongdan::command& c, gongdan::lifecycle const& life, gongdan::row_info const& row) {
        c.event = life.events[row.event].label.code;
        for (unsigned r = 0; r < 8; ++r)
            if (row.by.has(static_cast<gongdan::role>(r))) c.who.as = static_cast<gongdan::role>(r);
        if (row.when != gongdan::outcome::unstated) c.data.set("outcome", gongdan::label(row.when).code);
        for (std::size_t i = 0; i < life.evidence.size(); ++i)
            if ((row.needs >> i & 1) != 0) c.data.set(life.evidence[i].code, "yes");
    }

    gongdan::desk& desk_;
    std::mt19937 random_;
    unsigned seed_;
    gongdan::instant now_;
    told answered_;
    int commands_ = 0;
};

inline gongdan::desk desk_on(std::shared_ptr<gongdan::journal> store) {
    return {gongdan::china(), gongdan::gas(), gongdan::builtin_lifecycles(), std::move(store)};
}
