// A desk that was ended, in order or not, and comes back from its journal.

#include "entries.hpp"
#include "random_desk.hpp"

#include <gongdan/journal/sqlite.hpp>
#include <support/scratch.hpp>

#include <algorithm>
#include <sstream>

using namespace gongdan;

namespace {

std::shared_ptr<sqlite_journal> journal_in(std::string const& path, durability d = durability::crash) {
    sqlite_options o;
    o.durable = d;
    return std::make_shared<sqlite_journal>(path, o);
}

std::string text_of(interval i) {
    return std::to_string(i.from.since_epoch) + "/" + std::to_string(i.to.since_epoch) + " ";
}

std::string text_of(target_state const& s) {
    std::ostringstream t;
    t << "\n  target " << s.clause << " starts " << s.starts_at.since_epoch << " met " << s.met_at.since_epoch
      << " due " << s.due_at.since_epoch << " epoch " << s.epoch << " state " << static_cast<int>(s.state) << " step "
      << static_cast<int>(s.next_step) << " breached " << s.breached << " voided " << s.voided;
    return t.str();  // without `stamp`, which numbers the timers of one run
}

std::string text_of(ticket_facts const& f) {
    std::ostringstream t;
    t << label(f.urgency).code << " opened " << f.opened.since_epoch << " tip " << f.tip.since_epoch << " external "
      << f.external << " hall " << f.hall << " crew " << f.crew << " agreed ";
    for (appointment const& a : f.agreements) t << text_of(a.when) << "at " << a.made_at.since_epoch << ' ';
    t << "held ";
    for (hold const& h : f.holds) t << text_of(h.when) << label(h.reason).code << ' ';
    for (auto const& [name, text] : f.fields) t << name << '=' << text << ' ';
    return t.str();
}

std::string text_of(ticket_record const& r) {
    std::ostringstream t;
    t << r.id.value << ' ' << r.type_name() << ' ' << r.label << " at " << int{r.at.state} << '/' << int{r.at.custody}
      << '/' << r.at.evidence << " version " << r.version << " conflicts " << r.conflicts << " epoch " << r.epoch << ' '
      << text_of(r.facts);
    for (target_state const& s : r.targets) t << text_of(s);
    return t.str();
}

std::string text_of(effect const& e) {
    return e.key + ' ' + std::to_string(e.ticket.value) + ' ' + e.target + ' ' + std::to_string(e.step) + ' ' +
           std::to_string(e.epoch) + ' ' + std::to_string(e.due.since_epoch) + '\n';
}

std::string pending_of(desk& d, instant now) {
    std::vector<std::string> all;
    for (effect const& e : d.poll(now, 1'000'000)) all.push_back(text_of(e));
    std::sort(all.begin(), all.end());
    std::string text;
    for (auto const& s : all) text += s;
    return text;
}

}  // namespace

TEST_CASE("a desk that comes back from its journal has every ticket and every effect as it had them") {
    std::size_t tickets = 0;
    std::size_t conflicts = 0;
    std::size_t effects = 0;
    for (unsigned seed = 1; seed <= 30; ++seed) {
        INFO("seed ", seed);
        scratch_folder const folder;
        auto live = desk_on(journal_in(folder / "j.db"));
        random_hand hand{live, seed, at("2026-02-09 08:00")};
        for (int i = 0; i < 300; ++i) hand.act();
        static_cast<void>(live.poll(hand.now(), 1'000'000));

        std::filesystem::copy_file(folder / "j.db", folder / "copy.db");
        if (std::filesystem::exists(folder / "j.db-wal"))
            std::filesystem::copy_file(folder / "j.db-wal", folder / "copy.db-wal");
        auto const store = journal_in(folder / "copy.db");
        CHECK_FALSE(store->verify());
        auto back = desk_on(store);
        REQUIRE(back.size() == live.size());
        for (std::uint64_t id = 1; id <= live.size(); ++id) {
            CHECK(text_of(*back.ticket({id})) == text_of(*live.ticket({id})));
            conflicts += live.ticket({id})->conflicts;
        }
        auto const pending = pending_of(live, hand.now());
        CHECK(pending_of(back, hand.now()) == pending);
        CHECK(back.next_due() == live.next_due());
        tickets += live.size();
        effects += static_cast<std::size_t>(std::count(pending.begin(), pending.end(), '\n'));
    }
    CHECK(tickets > 300);
    CHECK(conflicts > 50);
    CHECK(effects > 100);
}
