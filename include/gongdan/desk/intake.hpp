#pragma once

#include <gongdan/desk/desk.hpp>
#include <gongdan/files/source.hpp>

#include <functional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// What became of one event of a file.
enum class intake_result : std::uint8_t { accepted, refused, conflict };

template <>
struct labels<intake_result> {
    static constexpr term table[] = {
        {"accepted", "已接受", "accepted"},
        {"refused", "已拒绝", "refused"},
        {"conflict", "冲突待查", "in conflict"},
    };
};

struct intake_answer {
    std::size_t line = 0;
    std::string command_id;
    std::string ticket;  ///< the host's number
    std::string event;
    intake_result result = intake_result::accepted;
    refusal why = {};
};

/// Where intake puts its answers and what it could not read. Nothing stops it and nothing vanishes.
struct intake_sinks {
    std::function<void(intake_answer const&)> answered = [](intake_answer const&) {};
    fault_sink rejected = [](fault const&) {};
};

/// Takes tickets and events from JSON Lines into a desk, a line an event, in the file's order: `command_id, ticket,
/// type, level, event, occurred_at, recorded_at, actor, role, payload`. `open` opens a ticket; `hall` in its payload
/// names the hall, `from` and `to` the time agreed. Gives the latest instant that was seen.
instant take_events(desk& d, source const& from, intake_sinks const& to);

/// One line of `answers.jsonl`, without its end.
[[nodiscard]] std::string to_json(intake_answer const& a, language l);

/// `rejects.csv`: file, line, field, reason.
[[nodiscard]] std::string rejects_csv(std::vector<fault> const& rejects);

}}  // namespace gongdan
