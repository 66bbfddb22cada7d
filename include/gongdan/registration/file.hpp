#pragma once

#include <gongdan/files/source.hpp>
#include <gongdan/registration/form.hpp>

#include <functional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace registration {

/// A form as a line of a file tells it.
struct form_line {
    location at;
    form what;
    std::vector<form_fault> unread;  ///< fields whose text could not be taken (V13); they are left empty
};

/// Reads forms and hands each on: JSON Lines, an object a form, or with `as_csv` a table, a row a form; names are those
/// of `field`. Words are codes or either label, yes and no also true, false, 是, 否; several papers in one cell are parted
/// by `;` or `、`. What is no form (not JSON, a name that is not a field's, a cell too few) goes to `rejected`, and
/// reading goes on.
void read_forms(source const& from,
                bool as_csv,
                std::function<void(form_line const&)> const& take,
                fault_sink const& rejected);

/// All faults of a form that was read: what could not be taken, and what `check` finds in the other fields.
[[nodiscard]] std::vector<form_fault> check(form_line const& l, check_options const& o);

/// Homes on record, from a table with the columns community, building, unit and room. Throws input_error.
[[nodiscard]] home_register read_homes(source const& from);

}}}  // namespace gongdan::registration
