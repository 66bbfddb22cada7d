#pragma once

#include <gongdan/desk/batch.hpp>

#include <algorithm>
#include <cassert>
#include <memory>
#include <utility>
#include <variant>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace batch_detail {

/// The journal as it will be: what is there, and what the batch adds.
class staging_journal final : public journal {
public:
    /// `touches` is called with each entry before the desk takes it.
    staging_journal(std::shared_ptr<journal> below, std::function<void(entry const&)> touches)
        : below_(std::move(below)), touches_(std::move(touches)), last_(below_->last()) {}

    void append(std::vector<entry>& entries) override {
        check_entries(entries);
        for (entry& e : entries) e.sequence = ++last_;
        for (entry const& e : entries) {
            touches_(e);
            of_ticket_[e.ticket].push_back(staged_.size());
            staged_.push_back(e);
        }
    }
    void read(std::uint64_t first, std::function<void(entry const&)> const& use) const override {
        below_->read(first, use);
        for (entry const& e : staged_)
            if (first <= e.sequence) use(e);
    }
    [[nodiscard]] std::vector<entry> history(ticket_id ticket) const override {
        auto all = below_->history(ticket);
        if (auto const found = of_ticket_.find(ticket); found != of_ticket_.end())
            for (auto const i : found->second) all.push_back(staged_[i]);
        return all;
    }
    [[nodiscard]] std::uint64_t last() const override { return last_; }
    [[nodiscard]] std::shared_ptr<journal> const& below() const { return below_; }
    void keep() {
        if (!staged_.empty()) below_->append(staged_);
    }

private:
    std::shared_ptr<journal> below_;
    std::function<void(entry const&)> touches_;
    std::vector<entry> staged_;
    std::unordered_map<ticket_id, std::vector<std::size_t>> of_ticket_;
    std::uint64_t last_;
};

/// What an observer will hear of.
class held_news final : public observer {
public:
    void accepted(entry const& e) override { news_.emplace_back(e); }
    void refused(std::string_view event, refusal const& why) override {
        news_.emplace_back(std::pair{std::string{event}, why});
    }
    void told(effect const& e) override { news_.emplace_back(e); }
    void tell(observer& o) const {
        for (auto const& n : news_) {
            if (auto const* e = std::get_if<entry>(&n)) o.accepted(*e);
            else if (auto const* x = std::get_if<effect>(&n)) o.told(*x);
            else if (auto const* r = std::get_if<2>(&n)) o.refused(r->first, r->second);
        }
    }

private:
    std::vector<std::variant<entry, effect, std::pair<std::string, refusal>>> news_;
};

}  // namespace batch_detail

GONGDAN_INLINE batch::place batch::open(opening o) {
    items_.push_back({std::string{o.type}, true, std::move(o)});
    return {*this, items_.size() - 1};
}

GONGDAN_INLINE batch::place batch::apply(ticket_id ticket, command c) {
    items_.push_back({std::string{c.event}, false, {}, std::move(c), ticket});
    return {*this, items_.size() - 1};
}

GONGDAN_INLINE batch::place batch::apply(place opened, command c) {
    assert(opened.of_ == this && opened.index_ < items_.size() && items_[opened.index_].opens &&
           "the place is of no opening in this batch");
    items_.push_back({std::string{c.event}, false, {}, std::move(c), {}, opened.index_});
    return {*this, items_.size() - 1};
}

GONGDAN_INLINE answer<receipt> batch::take_opening(item& i) {
    i.o.type = i.word;
    auto const reached = desk_.store_->last();
    auto const opened = desk_.open(i.o);
    if (!opened) return opened.why();
    auto const now = desk_.store_->last();
    if (now == reached) return *desk_.answered(i.o.command_id);  // a retry
    return receipt{*opened, now, 1, standing::accepted, {}, {}};
}

GONGDAN_INLINE answer<receipt> batch::take(item& i, std::vector<answer<receipt>> const& so_far) {
    if (i.opens) return take_opening(i);
    i.c.event = i.word;
    if (i.ticket) return desk_.apply(i.ticket, i.c);
    auto const& opened = so_far[i.opened_at];
    return opened ? desk_.apply(opened->ticket, i.c) : opened;
}

/// Timers that were set meanwhile find another stamp, or no ticket, and are passed over.
GONGDAN_INLINE void batch::undo(records& before, std::size_t tickets, std::size_t effects, instant seen) {
    desk_.seen_ = seen;
    while (desk_.size() > tickets) {
        auto const& t = desk_.tickets_.back();
        if (!t.facts.external.empty()) desk_.by_external_.erase(t.facts.external);
        if (auto const above = desk_.parent_.find(t.id); above != desk_.parent_.end()) {
            desk_.children_[above->second].pop_back();  // the last to come is the first to go
            desk_.parent_.erase(above);
        }
        desk_.tickets_.pop_back();
    }
    desk_.pending_.resize(effects);
    for (auto& [id, t] : before) {
        ticket_record& now = *desk_.find_record(id);
        now = std::move(t);
        desk_.schedule(now);
    }
}

GONGDAN_INLINE std::vector<answer<receipt>> batch::commit() {
    batch_detail::held_news news;
    auto* const hears = desk_.observer_;
    auto const tickets = desk_.size();
    auto const effects = desk_.pending_.size();
    auto const seen = desk_.seen_;
    std::vector<answer<receipt>> answers;
    records before;
    auto const staged = std::make_shared<batch_detail::staging_journal>(desk_.store_, [&](entry const& e) {
        if (auto const* const t = desk_.ticket(e.ticket); t != nullptr && t->id.value <= tickets)
            before.try_emplace(t->id, *t);
    });
    desk_.store_ = staged;
    if (hears != nullptr) desk_.observer_ = &news;
    auto const restore = [&] {
        desk_.store_ = staged->below();
        desk_.observer_ = hears;
    };
    try {
        for (item& i : items_) answers.push_back(take(i, answers));
        staged->keep();
    } catch (...) {
        restore();
        undo(before, tickets, effects, seen);
        throw;
    }
    restore();
    items_.clear();
    if (hears != nullptr) news.tell(*hears);
    return answers;
}

}}  // namespace gongdan
