// The order in which entries arrive is nobody's business: whatever the phones do, the desk ends as if all had come in time.

#include <gongdan/lifecycle/catalogue.hpp>
#include <journal/random_desk.hpp>
#include <support/random_world.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace gongdan;

namespace {

/// What a host has been told and has not been told to forget: per target the steps, and whether it is breached.
class told_so_far {
public:
    void hear(effect const& e) {
        if (!keys_.insert(e.key).second) doubled_ += e.key + ' ';
        auto& steps = standing_[{e.ticket.value, e.target}];
        switch (e.kind) {
        case effect_kind::warn:
        case effect_kind::breach:
        case effect_kind::escalate: steps.insert(e.step); break;
        case effect_kind::breach_unmade: steps.clear(); break;
        case effect_kind::withdrawn: steps.erase(steps.lower_bound(e.step), steps.end()); break;
        case effect_kind::deadline_moved:
        case effect_kind::conflict: break;
        }
    }
    [[nodiscard]] std::string const& doubled() const { return doubled_; }
    [[nodiscard]] std::string text() const {
        std::string all;
        for (auto const& [what, steps] : standing_) {
            if (steps.empty()) continue;
            all += std::to_string(what.first) + '/' + what.second + ':';
            bool const breached = steps.count(100) != 0;  // and then nobody looks at the warnings
            for (int const s : steps)
                if (!breached || s >= 100) all += ' ' + std::to_string(s);
            all += '\n';
        }
        return all;
    }

private:
    std::set<std::string> keys_;
    std::string doubled_;
    std::map<std::pair<std::uint64_t, std::string>, std::set<int>> standing_;
};

/// Where a ticket stands, in words that can be compared.
std::string text_of(ticket_record const& t) {
    std::string s = std::to_string(t.id.value) + ' ' + std::string{t.type->life().states[t.at.state].label.code} + ' ' +
                    std::to_string(t.at.custody) + ' ' + std::to_string(t.at.evidence) + ' ' +
                    std::to_string(t.version) + ' ' + std::to_string(t.conflicts) + ' ' + std::to_string(t.epoch) +
                    ' ' + std::string{label(t.facts.urgency).code} + ' ' + std::to_string(t.facts.tip.since_epoch) +
                    ' ' + t.facts.crew;
    for (target_state const& x : t.targets)
        s += "\n  " + t.type->clause_at(x.clause).what->target + ' ' + std::to_string(x.starts_at.since_epoch) + ' ' +
             std::to_string(x.met_at.since_epoch) + ' ' + std::to_string(x.due_at.since_epoch) + ' ' +
             std::to_string(static_cast<int>(x.state)) + (x.breached ? " breached" : "") + (x.voided ? " voided" : "");
    return s + '\n';
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

std::string tickets_of(desk const& d) {
    std::string all;
    for (std::uint64_t i = 1; i <= d.size(); ++i) all += text_of(*d.ticket({i}));
    return all;
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
