// What targets come to in random worlds, under random holds, against a person who watches every grain of time.

#include <gongdan/calendar/clock.hpp>
#include <gongdan/sla/due.hpp>
#include <gongdan/sla/explain.hpp>
#include <gongdan/time/civil.hpp>
#include <support/random_world.hpp>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

using namespace gongdan;
using random_worlds::for_seeds;
using form = expression::form;

namespace {

// The same choices in the library's words and in the watch's.
watch::ending watched(expression::ending e) { return static_cast<watch::ending>(e); }
watch::holding watched(expression::holding h) { return static_cast<watch::holding>(h); }
static_assert(static_cast<int>(watch::ending::same_time) == static_cast<int>(expression::ending::same_time));
static_assert(static_cast<int>(watch::holding::whole_day) == static_cast<int>(expression::holding::whole_day));

/// A simple expression in whole grains, or a day at an hour.
expression simple(dice& d, random_world const& w) {
    expression e;
    e.kind = d.of<form>({form::elapsed, form::service, form::working_days, form::working_days, form::natural_days,
                         form::natural_days, form::next_working_day});
    if (e.kind == form::next_working_day) {
        e.by = seconds{d.between(0, w.seen.per_day) * w.grain};
        return e;
    }
    bool const in_days = e.kind == form::working_days || e.kind == form::natural_days;
    e.amount = in_days ? d.between(1, 8) : std::int64_t{d.between(1, 3 * w.seen.per_day)} * w.grain;
    e.from_opening = d.one_in(4);
    if (!in_days) return e;
    e.end = d.of<expression::ending>(
        {expression::ending::midnight, expression::ending::close, expression::ending::same_time});
    e.held = d.of<expression::holding>(
        {expression::holding::at_close, expression::holding::any_part, expression::holding::whole_day});
    return e;
}

bool in_seconds(form f) { return f == form::elapsed || f == form::service; }

/// All of the budget, in grains or days.
int budget_of(random_world const& w, expression const& e) {
    return static_cast<int>(in_seconds(e.kind) ? e.amount / w.grain : e.amount);
}

watch::outcome watched(random_world const& w, watch::observer const& o, expression const& e, int start) {
    int const from = e.from_opening ? o.opening(start) : start;
    if (from == watch::forever) return {watch::outcome::how::unknown, 0, budget_of(w, e)};
    int const grains = budget_of(w, e);
    switch (e.kind) {
    case form::elapsed: return o.elapsed(from, grains);
    case form::service: return o.service(from, grains);
    case form::next_working_day: return o.next_working_day(from, static_cast<int>(e.by.count() / w.grain));
    default:
        return o.days(from, static_cast<int>(e.amount), e.kind == form::natural_days, watched(e.end), watched(e.held));
    }
}

/// The same instant, or the same state with as much left.
bool same(random_world const& w, due const& said, watch::outcome const& seen) {
    if (seen.state == watch::outcome::how::at) return said.known() && said.when == w.at(seen.when);
    auto const state = seen.state == watch::outcome::how::held ? due::how::held : due::how::unknown;
    return said.state == state && said.left == std::int64_t{seen.left} * (in_seconds(said.unit) ? w.grain : 1);
}

/// A world, holds over it, and what was seen there.
struct scene {
    random_world world;
    std::vector<watch::span> spans;
    std::vector<interval> holds;
    watch::observer seen;

    scene(random_world const& w, std::vector<watch::span> all)
        : world(w),
          spans(std::move(all)),
          holds(random_worlds::merged(w, spans)),
          seen(world.seen, world.open, spans) {}

    [[nodiscard]] due ask(expression const& e, int start) const { return with(e, start, holds); }
    [[nodiscard]] due with(expression const& e, int start, std::vector<interval> const& others) const {
        return evaluate(e, world.days, {world.at(start), {}, others.data(), others.size()});
    }
    [[nodiscard]] std::string told(expression const& e, int start) const {
        std::string s = fmt::format("{} from {}", to_text(e), to_text(world.at(start)));
        for (interval const h : holds)
            s += fmt::format(", held {}/{}", to_text(h.from), h.open() ? std::string{} : to_text(h.to));
        return s;
    }
};

std::string told(due const& d) {
    return d.known() ? to_text(d) : fmt::format("state {} with {} left", static_cast<int>(d.state), d.left);
}

std::string told(random_world const& w, watch::outcome const& o) {
    return o.state == watch::outcome::how::at
               ? to_text(w.at(o.when))
               : fmt::format("{} with {} left", o.state == watch::outcome::how::held ? "held" : "unknown", o.left);
}

/// Calls `judge(scene, dice, wrong)` in some random scenes of each random world; it returns the cases it judged.
template <class Judge>
void for_scenes(int usual, Judge judge) {
    for_seeds(usual, [&](std::uint64_t seed, std::string& wrong) {
        dice d{seed};
        auto const w = random_worlds::any(d);
        int cases = 0;
        for (int i = 0; i < 4; ++i) cases += judge(scene{w, random_worlds::holds(d, w.seen)}, d, wrong);
        return cases;
    });
}

}  // namespace

TEST_CASE("in any world a target is due when a person with a watch says so") {
    for_scenes(1'500, [](scene const& s, dice& d, std::string& wrong) {
        for (int i = 0; i < 100; ++i) {
            auto const e = simple(d, s.world);
            int const start = d.between(0, s.world.seen.end() - 1);
            auto const said = s.ask(e, start);
            auto const seen = watched(s.world, s.seen, e, start);
            if (!same(s.world, said, seen))
                wrong += fmt::format("{}: {}, seen {}\n", s.told(e, start), told(said), told(s.world, seen));
        }
        return 100;
    });
}

namespace {

/// What a target's clock counted from its start to `end`, asked of the clock itself.
std::optional<std::int64_t> counted(scene const& s, expression const& e, int start, instant end) {
    auto const& days = s.world.days;
    instant const from = s.world.at(start);
    auto const* first = s.holds.data();
    auto const* last = first + s.holds.size();
    if (e.from_opening || e.held != expression::holding::at_close || e.end != expression::ending::midnight) return {};
    switch (e.kind) {
    case form::elapsed: return elapsed(elapsed_clock{}, from, end, first, last);
    case form::service: return elapsed(service_clock{&days}, from, end, first, last);
    case form::working_days: return elapsed(day_clock{&days}, end_of(day_of(from)), end, first, last);
    default: return {};
    }
}

}  // namespace

TEST_CASE("at the deadline the clock has counted the budget, and a second before it had not") {
    for_scenes(900, [](scene const& s, dice& d, std::string& wrong) {
        int judged = 0;
        for (int i = 0; i < 100; ++i) {
            auto const e = simple(d, s.world);
            int const start = d.between(0, s.world.seen.end() - 1);
            auto const said = s.ask(e, start);
            auto const then = said.known() ? counted(s, e, start, said.when) : std::nullopt;
            if (!then) continue;
            ++judged;
            if (*then != e.amount || counted(s, e, start, said.when - seconds{1}) >= e.amount)
                wrong += fmt::format("{}: {} of {} at {}\n", s.told(e, start), *then, e.amount, told(said));
        }
        return judged;
    });
}

namespace {

/// The holds cut into pieces, some given twice, in any order.
std::vector<interval> in_pieces(scene const& s, dice& d) {
    std::vector<interval> all;
    for (watch::span h : s.spans) {
        while (h.from < h.to && !d.one_in(3)) {
            int const length = h.to == watch::forever ? 90 : h.to - h.from;
            int const cut = h.from + d.between(0, length);
            all.push_back(s.world.hold({h.from, cut}));
            if (d.one_in(3)) all.push_back(all.back());
            h.from = cut;
        }
        all.push_back(s.world.hold(h));
    }
    for (std::size_t i = all.size(); i > 1; --i)
        std::swap(all[i - 1], all[static_cast<std::size_t>(d.below(static_cast<int>(i)))]);
    merge(all);
    return all;
}

/// One more hold, or one that begins earlier or ends later.
std::vector<interval> held_longer(scene const& s, dice& d) {
    auto all = s.holds;
    auto const more = seconds{d.between(1, s.world.seen.per_day) * s.world.grain};
    if (all.empty() || d.one_in(3)) {
        instant const from = s.world.at(d.between(0, s.world.seen.end()));
        all.push_back({from, from + more});
    } else if (interval& h = all[static_cast<std::size_t>(d.below(static_cast<int>(all.size())))]; d.one_in(2)) {
        h.from = h.from - more;
    } else if (!h.open()) {
        h.to = h.to + more;
    }
    merge(all);
    return all;
}

bool same(due const& a, due const& b) {
    return a.state == b.state && a.when == b.when && a.left == b.left && a.ends_day == b.ends_day;
}

/// Not before: what is held or unknown comes after all that is known.
bool not_before(due const& longer, due const& shorter) {
    return longer.known() ? shorter.known() && shorter.when <= longer.when : true;
}

}  // namespace

TEST_CASE("neither the order of holds nor how they are cut into pieces moves a deadline") {
    for_scenes(1'500, [](scene const& s, dice& d, std::string& wrong) {
        for (int i = 0; i < 10; ++i) {
            auto const pieces = in_pieces(s, d);
            auto const e = simple(d, s.world);
            int const start = d.between(0, s.world.seen.end() - 1);
            if (pieces != s.holds || !same(s.with(e, start, pieces), s.ask(e, start))) wrong += s.told(e, start) + '\n';
        }
        return 10;
    });
}

TEST_CASE("a longer hold never gives an earlier deadline") {
    for_scenes(1'000, [](scene const& s, dice& d, std::string& wrong) {
        for (int i = 0; i < 40; ++i) {
            auto const longer = held_longer(s, d);
            auto const e = simple(d, s.world);
            int const start = d.between(0, s.world.seen.end() - 1);
            auto const before = s.ask(e, start);
            auto const after = s.with(e, start, longer);
            if (!not_before(after, before))
                wrong += fmt::format("{}: {}, held longer {}\n", s.told(e, start), told(before), told(after));
        }
        return 40;
    });
}

TEST_CASE("a hold that begins at the deadline or after it cures nothing") {
    for_scenes(1'000, [](scene const& s, dice& d, std::string& wrong) {
        int judged = 0;
        for (int i = 0; i < 40; ++i) {
            auto const e = simple(d, s.world);
            int const start = d.between(0, s.world.seen.end() - 1);
            auto const lapsed = s.ask(e, start);
            if (!lapsed.known()) continue;
            auto more = s.holds;
            auto const from = lapsed.when + seconds{d.one_in(2) ? 0 : d.below(86'400)};
            more.push_back({from, d.one_in(3) ? distant_future : from + seconds{d.between(1, 200'000)}});
            merge(more);
            ++judged;
            if (!same(s.with(e, start, more), lapsed))
                wrong +=
                    fmt::format("{}: {}, cured by a hold from {}\n", s.told(e, start), told(lapsed), to_text(from));
        }
        return judged;
    });
}

namespace {

expression list(form kind, std::vector<expression> parts) {
    expression e;
    e.kind = kind;
    e.parts = std::move(parts);
    return e;
}

/// The earliest (latest) of several, if it is the same whenever those come that are not known: at the end of the
/// world, or never.
std::optional<int> chosen(bool earliest, std::vector<watch::outcome> const& parts, int end) {
    std::vector<int> soon, late;
    for (watch::outcome const& o : parts) {
        bool const known = o.state == watch::outcome::how::at;
        soon.push_back(known ? o.when : end);
        late.push_back(known ? o.when : watch::forever);
    }
    auto const pick = [&](std::vector<int> const& all) {
        return earliest ? *std::min_element(all.begin(), all.end()) : *std::max_element(all.begin(), all.end());
    };
    return pick(soon) == pick(late) ? std::optional<int>{pick(soon)} : std::nullopt;
}

bool all_end_in_the_world(scene const& s) {
    return std::all_of(s.spans.begin(), s.spans.end(), [&](watch::span h) { return h.to <= s.world.seen.end(); });
}

}  // namespace

TEST_CASE("in any world the earlier and the later of several are told where what is unknown cannot change them") {
    for_scenes(1'000, [](scene const& s, dice& d, std::string& wrong) {
        if (!all_end_in_the_world(s)) return 0;
        for (int i = 0; i < 25; ++i) {
            int const start = d.between(0, s.world.seen.end() - 1);
            bool const earliest = d.one_in(2);
            auto e = list(earliest ? form::earlier : form::later, {});
            std::vector<watch::outcome> seen;
            for (int n = d.between(2, 3); n > 0; --n) {
                e.parts.push_back(simple(d, s.world));
                seen.push_back(watched(s.world, s.seen, e.parts.back(), start));
            }
            auto const said = s.ask(e, start);
            auto const then = chosen(earliest, seen, s.world.seen.end());
            if (said.known() != then.has_value() || (then && said.when != s.world.at(*then)))
                wrong += fmt::format("{}: {}\n", s.told(e, start), told(said));
        }
        return 25;
    });
}

TEST_CASE("in any world the cut-off decides between the next working day and the other promise") {
    for_scenes(500, [](scene const& s, dice& d, std::string& wrong) {
        for (int i = 0; i < 25; ++i) {
            int const start = d.between(0, s.world.seen.end() - 1);
            int const cutoff = d.one_in(3) ? start % s.world.seen.per_day : d.between(0, s.world.seen.per_day);
            int const by = d.between(0, s.world.seen.per_day);
            auto e = list(form::next_working_day, {simple(d, s.world)});
            e.by = seconds{by * s.world.grain};
            e.cutoff = seconds{cutoff * s.world.grain};
            auto const said = s.ask(e, start);
            auto const seen = start % s.world.seen.per_day > cutoff ? s.seen.next_working_day(start, by)
                                                                    : watched(s.world, s.seen, e.parts[0], start);
            if (!same(s.world, said, seen)) wrong += fmt::format("{}: {}\n", s.told(e, start), told(said));
        }
        return 25;
    });
}

TEST_CASE("what an explanation counts adds up to the budget, stretch after stretch without a gap") {
    for_scenes(200, [](scene const& s, dice& d, std::string& wrong) {
        for (int i = 0; i < 10; ++i) {
            auto const e = simple(d, s.world);
            int const start = d.between(0, s.world.seen.end() - 1);
            auto const x = explain(e, s.world.days, {s.world.at(start), {}, s.holds.data(), s.holds.size()});
            std::int64_t sum = x.result.left;
            bool whole = same(x.result, s.ask(e, start));
            for (std::size_t k = 0; k < x.segments.size(); ++k) {
                sum += x.segments[k].counted;
                whole = whole && (k == 0 || x.segments[k].from == x.segments[k - 1].to);
            }
            bool const shown = x.result.known() || !x.segments.empty();
            if (!whole || (shown && sum != x.budget))
                wrong += fmt::format("{}: {}, explained {} of {}\n", s.told(e, start), told(x.result), sum, x.budget);
        }
        return 10;
    });
}
