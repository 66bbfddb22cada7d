#pragma once

#include <gongdan/desk/mapping.hpp>
#include <gongdan/ticket/level.hpp>
#include <gongdan/ticket/payload.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

// A foreign system's CSV as its mapping reads it, before anybody takes it into a desk.

/// What happened at a foreign ticket.
struct foreign_event {
    instant at;
    std::string event;
    payload data = {};
};

/// A crew at a foreign ticket: what a row tells of it.
struct foreign_visit {
    std::size_t line = 0;
    std::string crew = {};  ///< empty where the log names none
    std::optional<instant> sent = {};
    std::optional<instant> arrived = {};
    std::optional<instant> left = {};
    std::string skill = {};
    std::vector<std::optional<instant>> steps = {};  ///< as the mapping has them
};

/// One ticket put together from its rows.
struct foreign_ticket {
    std::size_t line = 0;
    std::string number;
    std::string type;
    level urgency = level::waiting;
    std::string hall;
    instant opened = distant_future;
    std::optional<instant> due;
    std::vector<std::optional<instant>> at;  ///< by mapped event
    std::vector<foreign_event> moves;        ///< rows that are events
    std::vector<foreign_visit> visits;       ///< where the mapping tells of visits, one a row
    payload fields;
};

/// The tickets of a file, in the order in which their first rows stand. A row that cannot be read is rejected with
/// file, line and column and leaves no trace. Throws input_error for a column that the file does not have.
[[nodiscard]] std::vector<foreign_ticket> foreign_tickets(source const& from,
                                                          mapping const& m,
                                                          fault_sink const& rejected);

/// The ticket's events as they happened; of those at one instant, in the mapping's or the file's order.
[[nodiscard]] std::vector<foreign_event> story(foreign_ticket const& t, mapping const& m);

}}  // namespace gongdan
