// Reads anything as a day at a desk: tickets opened, events of every kind, early, late and out of order, clocks that jump,
// polls. Whatever comes, the desk answers; and who folds the journal anew is the same desk.

#include "../journal/desk_text.hpp"

#include <gongdan/calendar/china.hpp>
#include <gongdan/desk/desk.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/time/civil.hpp>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

using namespace gongdan;

namespace {

/// Numbers from the input; zeros when that is at its end.
class tape {
public:
    tape(std::uint8_t const* data, std::size_t size) : at_(data), left_(size) {}
    [[nodiscard]] bool more() const { return left_ != 0; }
    std::size_t below(std::size_t n) {
        if (left_ == 0) return 0;
        --left_;
        return *at_++ % n;
    }

private:
    std::uint8_t const* at_;
    std::size_t left_;
};

desk desk_on(std::shared_ptr<journal> store) {
    static auto const days = china();
    static auto const rules = gas();
    return {days, rules, builtin_lifecycles(), std::move(store)};
}

class day_at_a_desk {
public:
    explicit day_at_a_desk(tape t) : tape_(t), desk_(desk_on(store_)) {}

    void run() {
        for (int steps = 0; tape_.more() && steps < 100; ++steps) {
            now_ = now_ + minutes{static_cast<int>(tape_.below(256)) - 40};
            auto const what = tape_.below(8);
            if (what == 0 || desk_.size() == 0) open();
            else if (what == 1) poll();
            else if (what == 2 && tape_.below(2) == 0) desk_.retire(now_);
            else apply();
        }
        compare(tickets_of(desk_), tickets_of(desk_on(store_)));
        static_cast<void>(desk_.poll(now_ + hours{1000}, 1'000'000));
        auto const live = text_of(desk_, now_ + hours{1000});
        auto again = desk_on(store_);  // has nothing to tell that was not told
        compare(live, text_of(again, now_ + hours{1000}));
    }

private:
    void open() {
        auto const types = builtin_lifecycles();
        opening o;
        o.type = types[tape_.below(types.size())]->label.code;
        o.occurred_at = now_;
        o.urgency = static_cast<level>(tape_.below(4));
        o.who = {static_cast<role>(tape_.below(8)), "x"};
        if (tape_.below(3) == 0 && desk_.size() != 0) o.parent = std::to_string(1 + tape_.below(desk_.size()));
        if (tape_.below(2) == 0) o.command_id = std::to_string(tape_.below(40));
        static_cast<void>(desk_.open(o));
    }

    void apply() {
        ticket_id const id{1 + tape_.below(desk_.size())};
        auto const& life = desk_.ticket(id)->type->life();
        command c;
        c.event = life.events[tape_.below(life.events.size())].label.code;
        c.who = {static_cast<role>(tape_.below(8)), tape_.below(2) == 0 ? "a" : "b"};
        c.occurred_at = now_ - minutes{30 * static_cast<int>(tape_.below(64))};
        c.recorded_at = now_;
        auto const fields = tape_.below(256);
        if ((fields & 1U) != 0) c.data.set("reason", tape_.below(2) == 0 ? "customer_wish" : "waiting_for_part");
        if ((fields & 2U) != 0) c.data.set("from", to_text(now_ + hours{static_cast<int>(tape_.below(48))}));
        if ((fields & 4U) != 0) c.data.set("level", label(static_cast<level>(tape_.below(4))).code);
        if ((fields & 8U) != 0) c.data.set("into", std::to_string(1 + tape_.below(desk_.size())));
        if ((fields & 16U) != 0) c.data.set("outcome", label(static_cast<outcome>(tape_.below(3))).code);
        if ((fields & 32U) != 0) c.data.set("crew", "一班").set("owner", "y");
        if ((fields & 64U) != 0)
            for (term const& e : life.evidence) c.data.set(e.code, "yes");
        if ((fields & 128U) != 0) c.command_id = std::to_string(tape_.below(40));
        static_cast<void>(desk_.apply(id, c));
    }

    void poll() {
        std::vector<std::string> keys;
        for (effect const& e : desk_.poll(now_, tape_.below(20)))
            if (tape_.below(2) == 0) keys.push_back(e.key);
        desk_.acknowledge(keys, now_);
    }

    static std::string tickets_of(desk const& d) {
        std::string all;
        for (std::uint64_t id = 1; id <= d.size(); ++id) all += text_of(*d.ticket({id})) + '\n';
        return all;
    }
    static void compare(std::string const& live, std::string const& again) {
        if (live == again) return;
        std::fprintf(stderr, "live:\n%s\nfolded anew:\n%s\n", live.c_str(), again.c_str());
        std::abort();
    }

    tape tape_;
    std::shared_ptr<memory_journal> store_ = std::make_shared<memory_journal>();
    desk desk_;
    instant now_ = at("2026-02-09 08:00");
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    day_at_a_desk{tape{data, size}}.run();
    return 0;
}
