#pragma once

#include <gongdan/desk/desk.hpp>

#include <string>
#include <vector>

namespace cli {

/// A desk of the built-in types with everything that files of events tell. Rows that cannot be read are named on standard
/// error and passed over.
struct told {
    gongdan::desk where;
    gongdan::instant latest = gongdan::distant_past;  ///< of what was told

    told(std::vector<std::string> const& files, std::string const& policy);
};

}  // namespace cli
