#include "differences.hpp"

#include <gongdan/files/csv.hpp>
#include <gongdan/report/document.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <map>
#include <utility>

using namespace gongdan;

namespace {

/// Targets of one kind, counted under both readings.
struct tally {
    std::size_t targets = 0;
    std::size_t late_before = 0;
    std::size_t late_after = 0;
    std::size_t newly_late = 0;
    std::size_t no_longer = 0;
    std::size_t moved = 0;
};

using tallies = std::map<std::pair<std::string, std::string>, tally>;

std::string due_text(instant t) { return t == distant_future ? std::string{} : to_text(t); }

/// What did not change counts as well: it is late under both or under none.
void count_all(tallies& all, desk const& d, instant as_of) {
    for (std::uint64_t i = 1; i <= d.size(); ++i)
        for (target_view const& v : d.targets({i})) {
            tally& n = all[{std::string{d.ticket({i})->type_name()}, v.what->target}];
            ++n.targets;
            n.late_before += is_late(v.at(as_of));
            n.late_after += is_late(v.at(as_of));
        }
}

bool was_late(target_difference const& t) { return t.before && is_late(*t.before); }
bool will_be_late(target_difference const& t) { return t.after && is_late(*t.after); }

void count_difference(tally& n, target_difference const& t) {
    bool const was = was_late(t);
    bool const is = will_be_late(t);
    if (!t.before) ++n.targets;
    n.moved += t.due_before != t.due_after;
    n.newly_late += !was && is;
    n.no_longer += was && !is;
    n.late_after = n.late_after + is - was;
}

tallies counted(desk const& before, std::vector<ticket_difference> const& all, instant as_of) {
    tallies found;
    count_all(found, before, as_of);
    for (ticket_difference const& d : all)
        for (target_difference const& t : d.targets)
            count_difference(found[{std::string{before.ticket(d.ticket)->type_name()}, t.target}], t);
    return found;
}

report::table summary(tallies const& all, bool zh) {
    using report::fit;
    report::table t;
    t.columns = {{zh ? "类型" : "type"},
                 {zh ? "时限" : "target"},
                 {zh ? "张" : "tickets", fit::number},
                 {zh ? "原来超时" : "late before", fit::number},
                 {zh ? "现在超时" : "late after", fit::number},
                 {zh ? "新超时" : "newly late", fit::number},
                 {zh ? "不再超时" : "no longer", fit::number},
                 {zh ? "时限变动" : "moved", fit::number}};
    for (auto const& [what, n] : all) {
        if (n.newly_late + n.no_longer + n.moved == 0) continue;
        std::vector<report::cell> row{{what.first}, {what.second}};
        for (auto const figure : {n.targets, n.late_before, n.late_after, n.newly_late, n.no_longer, n.moved})
            row.push_back({std::to_string(figure)});
        t.rows.push_back(std::move(row));
    }
    t.none = zh ? "没有差别" : "nothing differs";
    return t;
}

report::cell verdict_cell(std::optional<verdict> v, language lang) {
    if (!v) return {lang == language::zh ? "没有此项" : "no such target", report::tone::quiet};
    return {std::string{label(*v).in(lang)}, is_late(*v) ? report::tone::bad : report::tone::plain};
}

constexpr std::size_t shown = 20;

/// Those that are late under one reading only.
report::table late_otherwise(desk const& before, std::vector<ticket_difference> const& all, language lang) {
    bool const zh = lang == language::zh;
    report::table t;
    t.columns = {{zh ? "工单" : "ticket"}, {zh ? "时限" : "target"},
                 {zh ? "原来" : "before"}, {""},
                 {zh ? "现在" : "after"},  {""}};
    t.none = zh ? "没有" : "none";
    for (ticket_difference const& d : all) {
        for (target_difference const& x : d.targets) {
            if (was_late(x) == will_be_late(x)) continue;
            if (t.rows.size() == shown) return t;
            t.rows.push_back({{before.ticket(d.ticket)->name()},
                              {x.target},
                              {due_text(x.due_before)},
                              verdict_cell(x.before, lang),
                              {due_text(x.due_after)},
                              verdict_cell(x.after, lang)});
        }
    }
    return t;
}

}  // namespace

namespace cli {

std::string differences_text(
    desk const& before, desk const& after, std::vector<ticket_difference> const& all, instant as_of, language lang) {
    bool const zh = lang == language::zh;
    report::document page;
    page.lang = lang;
    page.title = zh ? "另一种规矩下的同一段历史" : "the same history under another policy";
    page.subtitle =
        fmt::format("{} {} → {} {} · {} → {} · {}", before.rules().name, before.rules().version, after.rules().name,
                    after.rules().version, before.days().spec().name, after.days().spec().name, to_text(as_of));
    page.add(summary(counted(before, all, as_of), zh));
    if (all.empty()) return report::text_of(page);
    page.add(report::heading{zh ? "超时与否不同的" : "late under one of them only",
                             zh ? fmt::format("最多列 {} 项", shown) : fmt::format("the first {}", shown)});
    page.add(late_otherwise(before, all, lang));
    return report::text_of(page);
}

std::string differences_csv(desk const& before, std::vector<ticket_difference> const& all) {
    csv_text out{"ticket",          "type",           "level",          "target",
                 "deadline_before", "verdict_before", "deadline_after", "verdict_after"};
    auto const code = [](std::optional<verdict> v) { return std::string{v ? label(*v).code : std::string_view{}}; };
    for (ticket_difference const& d : all) {
        auto const& t = *before.ticket(d.ticket);
        for (target_difference const& x : d.targets)
            out.row({t.name(), t.type_name(), label(t.facts.urgency).code, x.target, due_text(x.due_before),
                     code(x.before), due_text(x.due_after), code(x.after)});
    }
    return out.text();
}

}  // namespace cli
