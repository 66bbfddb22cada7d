#pragma once

#include <gongdan/desk/desk.hpp>
#include <gongdan/report/document.hpp>
#include <gongdan/report/grouping.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {
namespace report {

/// What a figure counts.
enum class kpi_unit : std::uint8_t { ticket, target, step, hazard };

/// Which of its instants must lie in the period for a thing to count.
enum class kpi_period : std::uint8_t {
    opened,    ///< when the ticket was opened
    closed,    ///< when it was closed; one that is open lies in no period
    due,       ///< the deadline of a target
    happened,  ///< a step, or the finding of a hazard
    any,       ///< whatever there is as of the instant looked at
};

/// Against which deadline a target is held: the one that stands, with holds and appointments, or the promise as it was
/// given, without either.
enum class kpi_basis : std::uint8_t { standing, promised };

}  // namespace report

template <>
struct labels<report::kpi_unit> {
    static constexpr term table[] = {
        {"ticket", "工单", "ticket"},
        {"target", "时限", "target"},
        {"step", "步骤", "step"},
        {"hazard", "隐患", "hazard"},
    };
};

template <>
struct labels<report::kpi_period> {
    static constexpr term table[] = {
        {"opened", "受理", "opened"},     {"closed", "办结", "closed"}, {"due", "到期", "due"},
        {"happened", "发生", "happened"}, {"any", "不限", "any"},
    };
};

template <>
struct labels<report::kpi_basis> {
    static constexpr term table[] = {{"standing", "现行时限", "deadline as it stands"},
                                     {"promised", "原承诺", "promise as given"}};
};

namespace report {

/// Something that may hold of what is counted: all that is said in it, or with `negated`, not all of it.
struct kpi_condition {
    std::vector<std::string> event =
        {};  ///< the ticket has accepted steps of these names, `at_least` to `at_most` of them
    int at_least = 1;
    int at_most = std::numeric_limits<int>::max();
    std::vector<std::string> step = {};   ///< unit step: it is one of these
    std::optional<outcome> with = {};     ///< unit step: it came out so
    std::string evidence = {};            ///< on the ticket's record
    std::vector<std::string> state = {};  ///< the ticket stands in one of these
    std::optional<bool> open = {};
    std::vector<verdict> verdicts = {};    ///< unit target
    std::optional<bool> cleared = {};      ///< unit hazard
    std::string field = {};                ///< this field of the step, or for other units of the ticket, …
    std::vector<std::string> equals = {};  ///< … is one of these texts; an empty one also where there is no such field
    bool negated = false;
};

/// A key figure as data (R4, K5): what it counts, of what, and what it leaves out.
struct kpi {
    std::string code;
    sentence name;
    std::string rule;
    kpi_unit unit = kpi_unit::ticket;
    std::vector<std::string> types = {};    ///< of ticket; none: all
    std::vector<std::string> targets = {};  ///< unit target; none: all
    kpi_period period = kpi_period::opened;
    kpi_basis basis = kpi_basis::standing;
    std::vector<kpi_condition> denominator = {};  ///< all of them hold
    std::vector<kpi_condition> excluded = {};     ///< none of them holds
    std::vector<kpi_condition> numerator = {};    ///< all of them hold; none at all: the figure is a count, not a rate
};

/// A thing that was looked at, and where it went.
struct kpi_item {
    enum class place : std::uint8_t { numerator, denominator, excluded };  // no labels: words of a file

    std::string ticket;  ///< its number
    std::string what;    ///< the target's or the step's code; empty for a ticket
    place in = place::denominator;
};

/// One figure, of all tickets or of a group, with everything it was made from.
struct kpi_figure {
    kpi const* what = nullptr;
    group of = {};
    std::vector<kpi_item> items = {};

    [[nodiscard]] std::size_t count(kpi_item::place p) const;
    [[nodiscard]] std::size_t numerator() const { return count(kpi_item::place::numerator); }
    /// What counts at all, the numerator among it.
    [[nodiscard]] std::size_t denominator() const { return items.size() - count(kpi_item::place::excluded); }
    /// Nothing for a count, and where there is nothing to divide by.
    [[nodiscard]] std::optional<double> rate() const;
};

/// The figures that come along: on-scene and repair timeliness, first-time fix, inspection entry rate with and without
/// nobody home, hazard rectification, complaint timeliness, return visits, satisfaction, overdue rate, backlog.
[[nodiscard]] std::vector<kpi> const& shipped_kpis();

/// Figures of the tickets as of the scope's instant, over [scope.since, scope.as_of], each of all tickets or, with `by`, a
/// row a group. The definitions must outlive them.
[[nodiscard]] std::vector<kpi_figure> figures_of(std::vector<kpi> const& wanted,
                                                 snapshot const& seen,
                                                 scope const& s,
                                                 std::optional<grouping> by = {});

/// A table for people.
[[nodiscard]] table kpi_table(std::vector<kpi_figure> const& all, language l);

}
}}  // namespace gongdan::report

#ifndef GONGDAN_COMPILED
#include <gongdan/report/kpi.ipp>
#endif
