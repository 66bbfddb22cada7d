// The order in which entries arrive is nobody's business: whatever the phones do, the desk ends as if all had come in time.

#include <gongdan/lifecycle/catalogue.hpp>
#include <journal/random_desk.hpp>
#include <support/outcome.hpp>
#include <support/random_world.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace gongdan;
using namespace outcome_of_a_day;

namespace {

/// Tickets that turned out to be one matter, and some of them not after all.
void add_mergers(std::vector<entry>& all, std::uint64_t seed, instant end) {
    dice d{seed};
    std::map<std::string, entry> first;
    std::vector<entry> mergers;
    for (entry const& e : all) {
        if (e.event != entry_code::open) continue;
        auto const [other, is_first] = first.emplace(e.kind, e);
        if (is_first || d.one_in(3)) continue;
        entry m = e;
        m.data = {{"into", std::to_string(other->second.ticket.value)}};
        m.as = role::dispatcher;
        for (custody_event const what : {custody_event::merge, custody_event::separate}) {
            m.event = label(what).code;
            m.occurred_at = m.occurred_at + minutes{d.between(1, 2000)};
            m.recorded_at = end + minutes{static_cast<int>(mergers.size())};
            m.command_id = "m" + std::to_string(mergers.size());
            mergers.push_back(m);
            if (d.one_in(2)) break;
        }
    }
    all.insert(all.end(), mergers.begin(), mergers.end());
}

/// The commands of a desk's day, as phones bring them later: when each happened, and when it was recorded.
std::vector<entry> days_commands(std::uint64_t seed, instant& end) {
    auto const store = std::make_shared<memory_journal>();
    auto d = desk_on(store);
    random_hand hand{d, static_cast<unsigned>(seed), at("2026-02-09 08:00")};
    for (int i = 0; i < 60; ++i) hand.act();
    end = hand.now() + hours{48};
    std::vector<entry> all;
    store->read(1, [&](entry const& e) {
        if (entry_code::is_own(e.event)) return;
        all.push_back(e);
        if (e.event != entry_code::open) all.back().recorded_at = end + seconds{static_cast<std::int64_t>(e.sequence)};
    });
    add_mergers(all, seed, end);
    return all;
}

command command_of(entry const& e) {
    command c{e.event, e.occurred_at, {e.as, e.actor}, e.data};
    c.recorded_at = e.recorded_at;
    c.command_id = e.command_id;
    return c;
}

struct ending {
    std::string tickets;
    std::string told;
    std::string again;    ///< the tickets of a desk that comes back from the journal
    std::string doubled;  ///< keys that came with another effect before
};

void poll_all(desk& d, instant now, told_so_far& told) {
    for (auto due = d.poll(now, 7); !due.empty(); due = d.poll(now, 7)) {
        std::vector<std::string> keys;
        for (effect const& e : due) {
            told.hear(e);
            keys.push_back(e.key);
        }
        d.acknowledge(keys, now);
    }
}

/// Openings come first, as a ticket must be there; `polls` says where the host asks what is due, by entries delivered.
ending delivered(std::vector<entry> const& entries, instant end, std::set<std::size_t> const& polls) {
    auto const store = std::make_shared<memory_journal>();
    auto d = desk_on(store);
    told_so_far told;
    std::size_t n = 0;
    for (entry const& e : entries) {
        if (e.event == entry_code::open) {
            opening o{e.kind, e.occurred_at, {e.as, e.actor}};
            o.data = e.data;
            o.external = e.data.get(field::external);
            o.hall = e.data.get(field::hall);
            o.recorded_at = e.recorded_at;
            o.command_id = e.command_id;
            o.urgency = parse_label<level>(e.data.get(field::level)).value_or(level::waiting);
            static_cast<void>(d.open(o));
        } else {
            static_cast<void>(d.apply(e.ticket, command_of(e)));
        }
        if (polls.count(n++) != 0) poll_all(d, end, told);
    }
    poll_all(d, end + hours{24 * 30}, told);
    return {tickets_of(d), told.text(), tickets_of(desk_on(store)), told.doubled()};
}

}  // namespace

TEST_CASE("entries in any order of delivery, some of them twice, end at the same desk and the same standing effects") {
    random_worlds::for_seeds(40, [](std::uint64_t seed, std::string& wrong) {
        instant end;
        auto entries = days_commands(seed, end);
        auto const openings = std::stable_partition(entries.begin(), entries.end(),
                                                    [](entry const& e) { return e.event == entry_code::open; }) -
                              entries.begin();
        auto const straight = delivered(entries, end, {});
        dice d{seed};
        for (int turn = 0; turn < 4; ++turn) {
            for (std::size_t i = entries.size(); i-- > static_cast<std::size_t>(openings) + 1;)
                std::swap(
                    entries[i],
                    entries[static_cast<std::size_t>(d.between(static_cast<int>(openings), static_cast<int>(i)))]);
            auto twice = entries;
            for (entry const& e : entries)
                if (e.event != entry_code::open && d.one_in(5)) twice.push_back(e);
            std::set<std::size_t> polls;
            for (int i = 0; i < 6; ++i) polls.insert(static_cast<std::size_t>(d.below(static_cast<int>(twice.size()))));
            auto const shuffled = delivered(twice, end, polls);
            if (shuffled.tickets != straight.tickets)
                wrong += "tickets:\n" + straight.tickets + "---\n" + shuffled.tickets;
            if (shuffled.told != straight.told) wrong += "told:\n" + straight.told + "---\n" + shuffled.told;
            if (shuffled.again != shuffled.tickets)
                wrong += "folded again:\n" + shuffled.tickets + "---\n" + shuffled.again;
            if (!shuffled.doubled.empty()) wrong += "told under a key that was told before: " + shuffled.doubled + '\n';
        }
        return 4;
    });
}
