#pragma once

#include <gongdan/report/detail/page_late.hpp>

#include <algorithm>
#include <map>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

namespace page_detail {

/// Words the gathered page.
class composer : words {
public:
    composer(dispatch_page const& p, snapshot const& seen, page_options const& o) : words(seen, o), p_(p) {}

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

    void late() {
        head("超时未完", "Late and not done", p_.late.size());
        if (p_.late.empty()) d_.add(paragraph{say("没有超时工单", "nothing is late"), tone::good});
        late_words const why{seen_, o_};
        why.list(p_.late, d_.blocks);
        if (p_.done_late.empty()) return;
        details done{say("超时完成", "Done, but late"), {std::to_string(p_.done_late.size())}, {}};
        why.list(p_.done_late, done.inside);
        d_.add(std::move(done));
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
