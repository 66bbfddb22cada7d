#pragma once

#include <gongdan/core/ids.hpp>
#include <gongdan/ticket/hold.hpp>
#include <gongdan/ticket/level.hpp>
#include <gongdan/ticket/payload.hpp>
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

/// What a ticket is, beside where it stands: a fold over its entries.
struct ticket_facts {
    level urgency = level::waiting;
    instant opened;
    instant tip;                          ///< when the last accepted entry happened
    std::vector<appointment> agreements;  ///< all that were made; the last one stands
    std::vector<hold> holds;              ///< by begin; the last may be open
    std::string external;                 ///< the host's own number
    std::string hall;
    std::string crew;
    payload fields;  ///< what the host put on the ticket when it opened it

    [[nodiscard]] std::optional<interval> agreed() const {
        return agreements.empty() ? std::nullopt : std::optional<interval>{agreements.back().when};
    }
};

}}  // namespace gongdan
