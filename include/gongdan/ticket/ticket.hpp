#pragma once

#include <gongdan/core/ids.hpp>
#include <gongdan/core/lazy.hpp>
#include <gongdan/ticket/hold.hpp>
#include <gongdan/ticket/level.hpp>
#include <gongdan/ticket/payload.hpp>
#include <gongdan/ticket/role.hpp>
#include <gongdan/time/interval.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// A time agreed with the customer, and when it was agreed.
struct appointment {
    interval when;
    instant made_at;
};

/// A stretch in which somebody was responsible for a ticket (T27), up to when it was handed over.
struct ownership {
    std::string who;
    instant until;
};

/// One matter told twice: this ticket was merged into that one, by the host's number or ours.
struct merger {
    std::string into;
    instant at;
};

/// An event that closes the ticket once no child is open any more: fired, refused till then, and kept.
struct waiting_event {
    std::string event;
    payload data;
    std::string actor;
    role as = role::system;
};

/// What happens to some tickets and not to most.
struct ticket_course {
    std::vector<appointment> agreements;  ///< all that were made; the last one stands
    std::vector<hold> holds;              ///< by begin; the last may be open
    std::vector<ownership> owners;        ///< those before the present one
    std::optional<merger> merged;
    std::optional<waiting_event> waiting;
};

/// What a ticket is, beside where it stands: a fold over its entries.
struct ticket_facts {
    level urgency = level::waiting;
    instant opened;
    instant tip;                          ///< when the last accepted entry happened
    instant closed_at = distant_future;   ///< when work ended, or went on under another ticket
    instant owned_from = distant_future;  ///< when the first of the staff dealt with it
    lazy<ticket_course> course;
    std::string external;  ///< the host's own number
    std::string hall;
    std::string crew;
    std::string owner;  ///< who answers for it until it is done (T27): the first of the staff who dealt with it
    payload fields;     ///< what the host put on the ticket when it opened it

    [[nodiscard]] std::vector<appointment> const& agreements() const { return course.read().agreements; }
    [[nodiscard]] std::vector<hold> const& holds() const { return course.read().holds; }
    [[nodiscard]] std::optional<merger> const& merged() const { return course.read().merged; }
    [[nodiscard]] std::optional<interval> agreed() const {
        auto const& all = agreements();
        return all.empty() ? std::nullopt : std::optional<interval>{all.back().when};
    }
};

}}  // namespace gongdan
