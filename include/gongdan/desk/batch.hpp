#pragma once

#include <gongdan/desk/desk.hpp>

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Commands that become durable together: one append, one sync for all (group commit). The host gathers what came in
/// while it waited, and chooses how many and how long.
///
///     batch b{desk};
///     auto const call = b.open(o);
///     b.apply(call, {"record", now, counter});
///     auto const answers = b.commit();
///
/// Until `commit` nothing has happened: the desk is as it was, and nobody was answered. The commands are then taken in
/// their order, each as the desk would take it alone and seeing what those before it did. Refusals are answers and stop
/// no other. Where the journal fails, or does not take an entry, `commit` throws what the journal threw, and none of the
/// batch has happened; it can be committed again. The observer hears of what happened after it is durable.
class batch {
public:
    /// The place of a command in its batch, and of its answer among the answers.
    class place {
    public:
        [[nodiscard]] std::size_t index() const { return index_; }

    private:
        friend class batch;
        place(batch const& of, std::size_t index) : of_(&of), index_(index) {}
        [[maybe_unused]] batch const* of_;  // a precondition alone asks
        std::size_t index_;
    };

    /// For this desk, which must outlive it.
    explicit batch(desk& d) : desk_(d) {}

    place open(opening o);
    place apply(ticket_id ticket, command c);
    /// At a ticket that this batch opens. Refused as the opening is, where that is refused.
    place apply(place opened, command c);

    /// The answers, in order of the commands; of an opening, the receipt of its entry. The batch is empty afterwards.
    std::vector<answer<receipt>> commit();

    [[nodiscard]] std::size_t size() const { return items_.size(); }

private:
    struct item {
        std::string word;  ///< the type or event, which the host's views need not outlive
        bool opens = false;
        opening o = {};
        command c = {};
        ticket_id ticket = {};
        std::size_t opened_at = 0;  ///< where no ticket is given
    };

    using records = std::unordered_map<ticket_id, ticket_record>;

    void undo(records& before, std::size_t tickets, std::size_t effects, instant seen);
    [[nodiscard]] answer<receipt> take_opening(item& i);
    [[nodiscard]] answer<receipt> take(item& i, std::vector<answer<receipt>> const& so_far);

    desk& desk_;
    std::vector<item> items_;
};

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/desk/batch.ipp>
#endif
