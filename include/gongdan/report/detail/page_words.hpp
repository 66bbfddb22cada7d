#pragma once

#include <gongdan/report/page.hpp>
#include <gongdan/report/wording.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report { namespace page_detail {

/// What the sections of the page word alike, to one reader in one language.
class words {
public:
    words(snapshot const& seen, page_options const& o) : seen_(seen), o_(o), now_(o.at.as_of) {}

    [[nodiscard]] std::string say(std::string_view zh, std::string_view en) const {
        return std::string{o_.lang == language::zh ? zh : en};
    }
    [[nodiscard]] std::string say(sentence const& s) const { return s.in(o_.lang); }
    [[nodiscard]] std::string say(term const& t) const { return std::string{t.in(o_.lang)}; }

    /// Whole minutes; days where there are many hours.
    [[nodiscard]] std::string span(seconds s) const {
        constexpr std::int64_t two_days = 2 * seconds_per_day;
        if (s.count() >= two_days) return fmt::format("{} {}", s.count() / seconds_per_day, say("天", "days"));
        return span_text(s.count() < 60 ? s : seconds{s.count() / 60 * 60});
    }

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

    [[nodiscard]] cell due_cell(queue_row const& r) const {
        cell c = promise_cell(r);
        if (auto const agreed = r.ticket.facts().agreed())
            c.below += (c.below.empty() ? "" : "\n") + say("约定 ", "agreed ") + brief(*agreed, now_);
        return c;
    }

    [[nodiscard]] cell crew_cell(queue_row const& r) const {
        if (r.assigned.empty()) return {r.ticket.facts().crew, tone::plain};
        assignment const& a = r.assigned.front();
        return {a.crew, tone::plain, a.eta ? say("预计 ", "eta ") + brief(*a.eta, now_) : ""};
    }

    [[nodiscard]] std::vector<block> with_rest(table t, std::size_t all) const {
        std::vector<block> blocks;
        std::size_t const shown = t.rows.size();
        blocks.push_back({std::move(t)});
        if (shown < all) blocks.push_back({unlisted(all - shown)});
        return blocks;
    }

    /// How many a list left out.
    [[nodiscard]] paragraph unlisted(std::size_t more) const {
        return {say(fmt::format("另有 {} 条未列出", more), fmt::format("{} more are not listed", more)), tone::quiet};
    }

protected:
    snapshot const& seen_;
    page_options const& o_;
    instant now_;

private:
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

    [[nodiscard]] std::string remaining(instant due) const {
        auto const left = due - now_;
        return left >= seconds{0} ? say("剩 ", "left ") + span(left)
                                  : say("超 ", "over ") + span(seconds{-left.count()});
    }
};

}}}}  // namespace gongdan::report::page_detail
