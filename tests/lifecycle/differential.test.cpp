// Machine against interpreter: random events at random and at grown positions, every answer compared.

#include "interpreter.hpp"

#include <gongdan/lifecycle/catalogue.hpp>

#include <doctest/doctest.h>

#include <random>
#include <vector>

using namespace gongdan;

namespace {

constexpr unsigned events_per_type = 200'000;

/// A stream of events that is random, and yet gets far: every other event fits some row where the ticket stands.
class stream {
public:
    stream(lifecycle const& l, std::uint64_t seed) : l_(l), random_(seed) {}

    [[nodiscard]] position start() {
        if (below(3) == 0) return {};
        position p;
        p.state = static_cast<std::uint8_t>(below(l_.states.size()));
        p.custody = static_cast<std::uint8_t>(below(3));
        p.evidence = bits() & bits();
        return p;
    }
    [[nodiscard]] bool begin_anew() { return below(64) == 0; }

    std::uint8_t next(position const& p, attempt& a) {
        a.as = static_cast<role>(below(std::size(labels<role>::table)));
        a.stated = static_cast<outcome>(below(std::size(labels<outcome>::table)));
        a.brings = below(3) == 0 ? bits() & bits() : bits();
        auto event = static_cast<std::uint8_t>(below(l_.events.size()));
        auto const rows = next_rows(l_, p);
        if (rows.empty() || below(3) == 0) return event;
        row_info const& r = rows[below(rows.size())];
        if (below(8) != 0) a.stated = r.when;
        if (below(8) != 0) a.brings |= r.needs;
        while (below(8) != 0 && r.by.bits != 0 && !r.by.has(a.as))
            a.as = static_cast<role>(below(std::size(labels<role>::table)));
        return r.event;
    }

private:
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
    std::uint64_t bits() { return random_() & ((std::uint64_t{1} << l_.evidence.size()) - 1); }

    lifecycle const& l_;
    std::mt19937_64 random_;
};

bool same(position const& a, position const& b) {
    return a.state == b.state && a.custody == b.custody && a.evidence == b.evidence;
}

/// Events up to the first in which machine and interpreter differ; notes the rows that fired.
unsigned agreed(lifecycle const& l, std::vector<unsigned>& fired, unsigned& refused) {
    interpreter const oracle(l);
    stream events(l, 20260213);
    position by_machine;
    for (unsigned n = 0; n < events_per_type; ++n) {
        if (events.begin_anew()) by_machine = events.start();
        position by_oracle = by_machine;
        attempt machine;
        auto const event = events.next(by_machine, machine);
        attempt table = machine;
        bool const handled = l.fire(by_machine, event, machine);
        if (handled != oracle(by_oracle, event, table) || !same(by_machine, by_oracle) ||
            machine.fired != table.fired || machine.custody_fired != table.custody_fired)
            return n;
        refused += handled ? 0 : 1;
        for (auto const row : {machine.fired, machine.custody_fired})
            if (row != attempt::none) ++fired[row];
    }
    return events_per_type;
}

}  // namespace

TEST_CASE(
    "machine and table agree on state, evidence and fired rows over more than a million random "
    "events") {
    unsigned compared = 0;
    for (lifecycle const* l : builtin_lifecycles()) {
        INFO("type: ", l->label.code);
        std::vector<unsigned> fired(l->rows.size(), 0);
        unsigned refused = 0;
        auto const n = agreed(*l, fired, refused);
        CHECK(n == events_per_type);
        CHECK(refused > n / 8);
        for (std::size_t i = 0; i < fired.size(); ++i) {
            INFO("row: ", i);
            CHECK(fired[i] > 0);
        }
        compared += n;
    }
    CHECK(compared >= 1'000'000);
}
