#pragma once

#include <gongdan/desk/intake.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Which of a group's rows something is taken from: of instants the earliest or latest, else the first or last in the
/// file.
enum class pick_row : std::uint8_t { first, last };

template <>
struct labels<pick_row> {
    static constexpr term table[] = {{"first", "最早", "first"}, {"last", "最晚", "last"}};
};

/// Where a value of a foreign ticket comes from: a column, or the same text for all. Texts of the column may be given
/// another meaning.
struct mapped_value {
    std::string column;  ///< empty: `constant`
    std::string constant;
    std::map<std::string, std::string> values = {};
    pick_row take = pick_row::first;
};

/// A column whose text the ticket is opened with, under the column's name.
struct kept_column {
    std::string column;
    pick_row take = pick_row::first;
};

/// An event that happens at the instant a column holds.
struct mapped_event {
    std::string event;
    std::string column;
    pick_row take = pick_row::first;
};

/// Rows that are events themselves: a column names the state that was reached, another the instant.
struct mapped_states {
    mapped_value event;
    std::string at;
    std::vector<std::string> keep = {};  ///< columns whose texts go with the event, under the column's name
};

/// Each row is a crew's visit: columns of who, when it was sent, came and was free again. Of use to those who learn from a
/// log how work goes (simulate/fit.hpp); the desk takes its events from `events` and `states`.
struct mapped_visit {
    struct step {
        std::string step;  ///< of the lifecycle of the ticket's type
        std::string at;    ///< column: when it was done
    };
    std::string crew;  ///< may be empty, as may
    std::string sent;
    std::string arrived;
    std::string left;
    std::string skill = {};        ///< column: what the crew can do, or what kind it is; may be empty
    std::vector<step> steps = {};  ///< in the order of the work
};

/// How a foreign system's CSV is read (docs/reference/mapping.md). Rows with the same ticket number are one ticket.
struct mapping {
    std::string name;
    std::string ticket;  ///< column
    mapped_value type;
    std::optional<mapped_value> urgency;
    std::string opened;  ///< column; of several rows the earliest
    std::string due;     ///< column of a time given by the foreign system, read as agreed; may be empty
    std::string hall;    ///< column; may be empty
    /// Clocks of a foreign system disagree: an event at most this long before the opening counts as at the opening, and
    /// the row is listed with what was done. What lies earlier is kept in conflict.
    seconds clock_skew{0};
    std::vector<kept_column> keep;
    std::vector<mapped_event> events;
    std::optional<mapped_visit> visit;
    std::optional<mapped_states> states;
};

/// Throws input_error naming line and key.
[[nodiscard]] mapping read_mapping(source const& from);

/// Takes the rows of a CSV into a desk as tickets of the lifecycle `imported`. A row that cannot be read is rejected with
/// file, line and column, and the others go on. Gives the latest instant that was seen. Throws input_error for a column
/// that the file does not have.
instant take_rows(desk& d, source const& from, mapping const& m, intake_sinks const& to);

}}  // namespace gongdan
