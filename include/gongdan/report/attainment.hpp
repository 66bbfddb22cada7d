#pragma once

#include <gongdan/report/document.hpp>
#include <gongdan/report/grouping.hpp>
#include <gongdan/report/snapshot.hpp>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

/// How often one target was kept within one group.
struct attainment_row {
    sentence group;  ///< the type, level, hall or crew; empty where a ticket has none
    sentence type;
    sentence target;
    std::string code;  ///< of the target
    std::string rule;
    std::array<std::size_t, std::size(labels<verdict>::table)> counts = {};

    [[nodiscard]] std::size_t of(verdict v) const { return counts[static_cast<std::size_t>(v)]; }
    /// The numerator: done at the deadline or before.
    [[nodiscard]] std::size_t kept() const { return of(verdict::met); }
    /// The denominator: done in time, done late, or not done and the deadline past. Excluded are targets that may still
    /// be met (`open`, those not started among them), clocks that stand still, deadlines that cannot be told, and targets
    /// that are void.
    [[nodiscard]] std::size_t judged() const { return of(verdict::met) + of(verdict::late) + of(verdict::open_late); }
    /// Nothing where there is nothing to judge.
    [[nodiscard]] std::optional<double> rate() const {
        return judged() == 0 ? std::nullopt
                             : std::optional<double>{static_cast<double>(kept()) / static_cast<double>(judged())};
    }
};

/// Targets of the tickets opened in [scope.since, scope.as_of], judged as of then. Groups in order (levels from L4 down,
/// others by code or name), in each the targets in the policy's order.
[[nodiscard]] std::vector<attainment_row> attainment(snapshot const& seen, scope const& s, grouping by);

[[nodiscard]] table attainment_table(std::vector<attainment_row> const& rows, grouping by, language l);
/// All four breakdowns, with what counts and what does not.
[[nodiscard]] document attainment_page(desk const& d, scope const& s, language l);
/// How the rate is made, in one sentence.
[[nodiscard]] sentence attainment_basis();

}}}  // namespace gongdan::report

#ifndef GONGDAN_COMPILED
#include <gongdan/report/attainment.ipp>
#endif
