#pragma once

#include <gongdan/report/page.hpp>
#include <gongdan/report/wording.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

namespace page_detail {

/// Words the gathered page.
class composer {
public:
    composer(dispatch_page const& p, snapshot const& seen, page_options const& o)
        : p_(p), seen_(seen), o_(o), now_(o.at.as_of) {}

    [[nodiscard]] document page() {
        d_.lang = o_.lang;
        d_.title = (o_.company.empty() ? "" : o_.company + " ") + say("调度日报", "Dispatch page");
        d_.subtitle = say("截至 ", "as of ") + to_text(now_) + (o_.at.hall.empty() ? "" : " · " + o_.at.hall);
        key_figures();
        today();
        crews();
        late();
        hazards();
        entries();
        rest_of_queue();
        attained();
        return std::move(d_);
    }

private:
    [[nodiscard]] std::string say(std::string_view zh, std::string_view en) const {
        return std::string{o_.lang == language::zh ? zh : en};
    }
    [[nodiscard]] std::string say(sentence const& s) const { return s.in(o_.lang); }
    [[nodiscard]] std::string say(term const& t) const { return std::string{t.in(o_.lang)}; }

    void head(std::string_view zh, std::string_view en, std::size_t count) {
        d_.add(heading{say(zh, en), std::to_string(count)});
    }

    // How much there is.

    void figure(figures& f, std::string_view zh, std::string_view en, std::size_t n, tone when_any) const {
        f.all.push_back({say(zh, en), std::to_string(n), n == 0 ? tone::plain : when_any});
    }

    void key_figures() {
        figures f;
        figure(f, "未结工单", "open", p_.queue.size(), tone::plain);
        figure(f, "今日队列", "today", p_.count(queue_part::today), tone::plain);
        figure(f, "超时未完", "late", p_.late.size(), tone::bad);
        figure(f, "待整改隐患", "hazards", p_.hazards.size(), tone::bad);
        figure(f, "暂停中", "held", p_.count(queue_part::held), tone::plain);
        figure(f, "记录冲突", "conflicts", p_.conflicts.size(), tone::warn);
        figure(f, "迟报记录", "late entries", p_.late_entries.size(), tone::plain);
        d_.add(std::move(f));
    }

    // Tickets in lists.

    [[nodiscard]] cell level_cell(seen_ticket const& t) const {
        auto const u = t.facts().urgency;
        return {std::string{label(u).code},
                u == level::urgent ? tone::bad
                : u == level::soon ? tone::warn
                                   : tone::plain,
                say(label(u))};
    }

    [[nodiscard]] cell ticket_cell(seen_ticket const& t) const {
        return {t.number(), tone::plain, say(t.type()) + " · " + say(t.state())};
    }

    [[nodiscard]] cell place_cell(seen_ticket const& t) const {
        auto const place = t.field(o_.at.fields.place);
        auto const customer = t.field(o_.at.fields.customer);
        auto const fault = t.field(o_.at.fields.fault);
        return {place.empty() ? customer : place, tone::plain,
                (place.empty() ? "" : customer) + (customer.empty() || fault.empty() || place.empty() ? "" : " · ") +
                    fault};
    }

    [[nodiscard]] std::string remaining(instant due) const {
        auto const left = due - now_;
        return left >= seconds{0} ? say("剩 ", "left ") + span(left)
                                  : say("超 ", "over ") + span(seconds{-left.count()});
    }

    /// Whole minutes; days where there are many hours.
    [[nodiscard]] std::string span(seconds s) const {
        constexpr std::int64_t two_days = 2 * seconds_per_day;
        if (s.count() >= two_days) return fmt::format("{} {}", s.count() / seconds_per_day, say("天", "days"));
        return span_text(s.count() < 60 ? s : seconds{s.count() / 60 * 60});
    }

    [[nodiscard]] cell due_cell(queue_row const& r) const {
        cell c = promise_cell(r);
        if (auto const agreed = r.ticket.facts().agreed())
            c.below += (c.below.empty() ? "" : "\n") + say("约定 ", "agreed ") + brief(*agreed, now_);
        return c;
    }

    [[nodiscard]] cell promise_cell(queue_row const& r) const {
        if (!r.next) return {say("无时限", "no target"), tone::quiet};
        auto const name = say(sentence{r.next->what->zh, r.next->what->en});
        due const& d = r.next->deadline;
        if (r.next->starts_at == distant_future) return {say("尚未起算", "not started"), tone::quiet, name};
        if (!d.known())
            return {say(label(r.stands)), tone::quiet,
                    name + (d.state == due::how::unset ? "" : " · " + say(why_not(d, seen_.days())))};
        bool const soon = d.when - now_ < hours{2};
        return {brief(d, now_),
                r.stands == verdict::open_late ? tone::bad
                : soon                         ? tone::warn
                                               : tone::plain,
                name + " · " + remaining(d.when)};
    }

    [[nodiscard]] cell crew_cell(queue_row const& r) const {
        if (r.assigned.empty()) return {r.ticket.facts().crew, tone::plain};
        assignment const& a = r.assigned.front();
        return {a.crew, tone::plain, a.eta ? say("预计 ", "eta ") + brief(*a.eta, now_) : ""};
    }

    [[nodiscard]] table queue_table(queue_part part) const {
        table t{{{"", fit::number},
                 {say("级别", "level"), fit::tight},
                 {say("工单", "ticket"), fit::tight},
                 {say("地点", "place")},
                 {say("时限", "deadline")},
                 {say("班组", "crew"), fit::tight}}};
        t.none = say("没有待办工单", "nothing to do");
        for (queue_row const& r : p_.queue) {
            if (r.part != part || t.rows.size() == o_.most_rows) continue;
            t.rows.push_back({{std::to_string(t.rows.size() + 1)},
                              level_cell(r.ticket),
                              ticket_cell(r.ticket),
                              place_cell(r.ticket),
                              due_cell(r),
                              crew_cell(r)});
        }
        return t;
    }

    [[nodiscard]] std::vector<block> with_rest(table t, std::size_t all) const {
        std::vector<block> blocks;
        std::size_t const shown = t.rows.size();
        blocks.push_back({std::move(t)});
        if (shown < all)
            blocks.push_back({paragraph{
                say(fmt::format("另有 {} 条未列出", all - shown), fmt::format("{} more are not listed", all - shown)),
                tone::quiet}});
        return blocks;
    }

    void put(std::vector<block> blocks) {
        for (block& b : blocks) d_.blocks.push_back(std::move(b));
    }

    void today() {
        auto const n = p_.count(queue_part::today);
        d_.add(heading{say(label(queue_part::today)),
                       say(fmt::format("{} 单,先按级别,再按时限、约定时间", n),
                           fmt::format("{}, by level, then deadline, then appointment", n))});
        put(with_rest(queue_table(queue_part::today), n));
    }

    void rest_of_queue() {
        for (auto const part : {queue_part::held, queue_part::later, queue_part::wrap_up}) {
            auto const n = p_.count(part);
            if (n == 0) continue;
            d_.add(details{say(label(part)), {std::to_string(n)}, with_rest(queue_table(part), n)});
        }
    }

    // Who goes where.

    [[nodiscard]] std::vector<cell> stop(assignment const& a, std::size_t number) const {
        auto const* t = seen_.find(a.ticket);
        if (t == nullptr)
            return {{std::to_string(number)},
                    {},
                    {fmt::format("#{}", a.ticket.value), tone::bad, say("没有此工单", "no such ticket")},
                    {},
                    {},
                    {}};
        auto const row = std::find_if(p_.queue.begin(), p_.queue.end(),
                                      [&](queue_row const& r) { return r.ticket.id() == a.ticket; });
        cell eta{a.eta ? brief(*a.eta, now_) : ""};
        if (a.eta && row != p_.queue.end() && row->next && row->next->deadline.known() &&
            *a.eta > row->next->deadline.when) {
            eta.look = tone::bad;
            eta.below = say("晚于时限 ", "after the deadline ") + brief(row->next->deadline, now_);
        }
        return {{std::to_string(number)},    eta, ticket_cell(*t), level_cell(*t), place_cell(*t),
                {say(a.reason), tone::quiet}};
    }

    void crews() {
        head("谁去哪", "Who goes where", o_.assignments.size());
        std::map<std::string, std::vector<assignment>> by_crew;
        for (assignment const& a : o_.assignments) by_crew[a.crew].push_back(a);
        table t{{{say("班组", "crew"), fit::tight},
                 {"", fit::number},
                 {say("预计到达", "arrival"), fit::tight},
                 {say("工单", "ticket"), fit::tight},
                 {say("级别", "level"), fit::tight},
                 {say("地点", "place")},
                 {say("理由", "reason")}}};
        t.none = say("没有派工安排", "no crew is assigned");
        for (auto& [crew, stops] : by_crew) {
            std::stable_sort(stops.begin(), stops.end(), [](assignment const& a, assignment const& b) {
                return a.eta.value_or(distant_future) < b.eta.value_or(distant_future);
            });
            for (std::size_t i = 0; i < stops.size(); ++i) {
                auto cells = stop(stops[i], i + 1);
                cells.insert(cells.begin(), {crew});
                t.rows.push_back(std::move(cells));
            }
        }
        d_.add(std::move(t));
    }

    // What is late, and why.

    [[nodiscard]] std::string amount(std::int64_t n, expression::form unit) const {
        if (n == 0) return "–";
        bool const days = unit == expression::form::working_days || unit == expression::form::natural_days;
        return days ? fmt::format("{} {}", n, say("天", n == 1 ? "day" : "days")) : span_text(seconds{n});
    }

    [[nodiscard]] table segments(explanation const& x) const {
        table t{{{say("从", "from"), fit::tight},
                 {say("至", "to"), fit::tight},
                 {say("计入", "counted"), fit::number},
                 {say("累计", "sum"), fit::number},
                 {say("说明", "why")}}};
        t.none = say("时限由约定时间决定", "the agreed time decides");
        std::int64_t sum = 0;
        for (segment const& s : x.segments) {
            sum += s.counted;
            auto const end = end_text(s.to);
            t.rows.push_back({{brief(s.from, now_)},
                              {end},
                              {amount(s.counted, x.unit), s.counted == 0 ? tone::quiet : tone::plain},
                              {amount(sum, x.unit)},
                              {say(s.why)}});
        }
        return t;
    }

    [[nodiscard]] std::string end_text(instant t) const {
        due end{due::how::at, t};
        end.ends_day = time_of_day(t) == seconds{0};
        return brief(end, now_);
    }

    [[nodiscard]] strip clock_strip(late_row const& r, explanation const& clock) const {
        strip s;
        auto const length = [](instant from, instant to) { return static_cast<double>((to - from).count()); };
        for (segment const& x : clock.segments)
            s.parts.push_back({length(x.from, x.to), x.counted == 0 ? tone::quiet : tone::plain,
                               brief(x.from, now_) + "–" + end_text(x.to) + " " + say(x.why)});
        auto const until = r.stands == verdict::late ? r.target.met_at : now_;
        s.parts.push_back({length(r.target.deadline.when, until), tone::bad, say("超时 ", "late ") + span(r.over)});
        return s;
    }

    [[nodiscard]] table stays(lateness const& why) const {
        table t{{{say("所处状态", "state")},
                 {say("从", "from"), fit::tight},
                 {say("至", "to"), fit::tight},
                 {say("停留", "stayed"), fit::number}}};
        for (auto const& x : why.stays)
            t.rows.push_back({{say(x.state)}, {brief(x.from, now_)}, {brief(x.to, now_)}, {span(x.to - x.from)}});
        return t;
    }

    [[nodiscard]] details late_details(late_row const& r) const {
        seen_ticket const& t = r.ticket;
        auto const why = why_late(r, now_);
        bool const done = r.stands == verdict::late;
        auto const name = say(sentence{r.target.what->zh, r.target.what->en});
        details x;
        x.number = t.number();
        auto const place = place_cell(t);
        x.summary = {name + say(done ? " 晚 " : " 已超 ", done ? " late by " : " over by ") + span(r.over),
                     done ? tone::warn : tone::bad,
                     say(label(t.facts().urgency)) + " · " + say(t.type()) + " · " + say(t.state()) +
                         (place.text.empty() ? "" : " · " + place.text)};
        facts(x, r, why);
        x.inside.push_back({heading{say("计时经过", "The clock"), why.clock.target}});
        for (sentence const& n : why.clock.notes) x.inside.push_back({paragraph{say(n), tone::quiet}});
        x.inside.push_back({clock_strip(r, why.clock)});
        x.inside.push_back({segments(why.clock)});
        x.inside.push_back({heading{say("时间用在哪里", "Where the time went")}});
        x.inside.push_back({stays(why)});
        return x;
    }

    void facts(details& x, late_row const& r, lateness const& why) const {
        pairs p;
        auto const& rule = r.target.what->rule;
        p.all.push_back(
            {say("截止", "deadline"),
             {brief(r.target.deadline, now_), tone::plain, rule.empty() ? "" : say("依据 ", "rule ") + rule}});
        if (r.stands == verdict::late) p.all.push_back({say("完成", "done"), {brief(r.target.met_at, now_)}});
        if (why.last)
            p.all.push_back({say("最后一步", "last step"),
                             {event_name(r.ticket.life(), why.last->event, o_.lang), tone::plain,
                              person(*why.last, o_.lang) + " · " + brief(why.last->occurred_at, now_)}});
        if (!why.next_step.zh.empty()) p.all.push_back({say("下一步", "next step"), {say(why.next_step)}});
        if (!r.ticket.facts().crew.empty()) p.all.push_back({say("班组", "crew"), {r.ticket.facts().crew}});
        x.inside.push_back({std::move(p)});
    }

    void late() {
        head("超时未完", "Late and not done", p_.late.size());
        if (p_.late.empty()) d_.add(paragraph{say("没有超时工单", "nothing is late"), tone::good});
        late_list(p_.late, d_.blocks);
        if (p_.done_late.empty()) return;
        details done{say("超时完成", "Done, but late"), {std::to_string(p_.done_late.size())}, {}};
        late_list(p_.done_late, done.inside);
        d_.add(std::move(done));
    }

    void late_list(std::vector<late_row> const& rows, std::vector<block>& into) const {
        for (std::size_t i = 0; i < rows.size() && i < o_.most_rows; ++i) into.push_back({late_details(rows[i])});
        if (rows.size() > o_.most_rows) {
            auto const more = rows.size() - o_.most_rows;
            into.push_back({paragraph{
                say(fmt::format("另有 {} 条未列出", more), fmt::format("{} more are not listed", more)), tone::quiet}});
        }
    }

    // Hazards and records to look at.

    [[nodiscard]] cell signature(mark const& m) const { return marked(m, say("未签", "not signed"), now_, tone::bad); }

    void hazards() {
        head("待整改隐患", "Hazards open", p_.hazards.size());
        table t{{{say("工单", "ticket"), fit::tight},
                 {say("地点", "place")},
                 {say("隐患", "hazard")},
                 {say("发现", "found"), fit::tight},
                 {say("通知单", "notice"), fit::tight},
                 {say("用户签字", "customer's signature"), fit::tight},
                 {say("整改期限", "rectify by")}}};
        t.none = say("没有待整改隐患", "no hazard is open");
        for (hazard const& h : p_.hazards) {
            if (t.rows.size() == o_.most_rows) break;
            auto const follow_up =
                h.ticket_open ? "" : say("工单已结,另行跟踪", "ticket closed: followed up elsewhere");
            t.rows.push_back({{h.number, tone::plain, say(h.type)},
                              {h.place, tone::plain, h.customer},
                              {h.description, tone::plain, h.measures},
                              marked(h.found, "", now_),
                              marked(h.notice, say("未开具", "not written"), now_, tone::bad),
                              signature(h.signature),
                              {h.rectify_by.empty() ? say("未规定", "none set") : h.rectify_by,
                               h.rectify_by.empty() ? tone::quiet : tone::plain, follow_up}});
        }
        put(with_rest(std::move(t), p_.hazards.size()));
    }

    [[nodiscard]] cell entry_cell(entry_row const& r) const {
        auto data = data_text(r.ticket.life(), r.what.data, o_.at.fields, o_.lang);
        if (!r.why) return {std::move(data), tone::quiet};
        return {o_.lang == language::zh ? r.why->zh : r.why->en, tone::warn, std::move(data)};
    }

    [[nodiscard]] table entry_table(std::vector<entry_row> const& rows) const {
        table t{{{say("工单", "ticket"), fit::tight},
                 {say("步骤", "step"), fit::tight},
                 {say("发生", "happened"), fit::tight},
                 {say("记录", "recorded"), fit::tight},
                 {say("迟报", "delay"), fit::number},
                 {say("经办", "by"), fit::tight},
                 {say("内容", "content")}}};
        for (entry_row const& r : rows) {
            if (t.rows.size() == o_.most_rows) break;
            entry const& e = r.what;
            t.rows.push_back({ticket_cell(r.ticket),
                              {event_name(r.ticket.life(), e.event, o_.lang)},
                              {brief(e.occurred_at, now_)},
                              {brief(e.recorded_at, now_)},
                              {e.recorded_at > e.occurred_at ? span(e.recorded_at - e.occurred_at) : ""},
                              {person(e, o_.lang), tone::plain, say(label(e.as))},
                              entry_cell(r)});
        }
        return t;
    }

    void entries() {
        head("记录冲突", "Entries in conflict", p_.conflicts.size());
        if (p_.conflicts.empty()) d_.add(paragraph{say("没有冲突的记录", "no entry is in conflict"), tone::good});
        else put(with_rest(entry_table(p_.conflicts), p_.conflicts.size()));
        if (p_.late_entries.empty()) return;
        d_.add(details{say("迟报记录", "Late entries"),
                       {std::to_string(p_.late_entries.size())},
                       with_rest(entry_table(p_.late_entries), p_.late_entries.size())});
    }

    void attained() {
        d_.add(heading{say("时限达成", "Attainment"),
                       o_.at.since == distant_past ? "" : say("自 ", "since ") + full(o_.at.since)});
        d_.add(paragraph{say(attainment_basis()), tone::quiet});
        for (std::size_t i = 0; i < p_.attained.size(); ++i) {
            auto const by = static_cast<grouping>(i);
            d_.add(heading{say("按", "By ") + say(label(by))});
            d_.add(attainment_table(p_.attained[i], by, o_.lang));
        }
    }

    dispatch_page const& p_;
    snapshot const& seen_;
    page_options const& o_;
    instant now_;
    document d_;
};

}  // namespace page_detail

GONGDAN_INLINE document page_of(dispatch_page const& p, snapshot const& seen, page_options const& o) {
    return page_detail::composer{p, seen, o}.page();
}

GONGDAN_INLINE document page_of(desk const& d, page_options const& o) {
    snapshot const seen{d, o.at};
    return page_of(gather(seen, o), seen, o);
}

}}}  // namespace gongdan::report
