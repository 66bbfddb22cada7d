// What a desk keeps of a ticket's targets, so that it need not work it out at every step.

#include <journal/random_desk.hpp>

#include <doctest/doctest.h>

#include <memory>

using namespace gongdan;

namespace {

/// Whether what is kept of every target of every ticket is what its clock says now.
bool is_kept_well(desk const& d) {
    for (std::uint64_t i = 1; i <= d.size(); ++i) {
        ticket_record const& t = *d.ticket({i});
        auto const anew = d.targets(t.id);
        for (std::size_t k = 0; k < anew.size(); ++k) {
            target_state const& s = t.targets[k];
            instant const due_at = anew[k].deadline.known() ? anew[k].deadline.when : distant_future;
            if (s.state != anew[k].deadline.state || s.due_at != due_at || s.voided != anew[k].voided) return false;
        }
    }
    return true;
}

}  // namespace

TEST_CASE("What is kept of a target is what its clock says after every command of a random day") {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        auto d = desk_on(std::make_shared<memory_journal>());
        random_hand hand{d, seed, at("2026-02-09 08:00")};
        for (int i = 0; i < 300; ++i) {
            hand.act();
            CAPTURE(seed);
            REQUIRE(is_kept_well(d));
        }
    }
}
