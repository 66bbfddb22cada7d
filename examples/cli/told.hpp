#pragma once

// What several verbs are told of tickets: by files of events, or by a journal.

#include "stores.hpp"

#include <CLI/CLI.hpp>

#include <gongdan/desk/desk.hpp>

#include <memory>
#include <string>
#include <vector>

namespace cli {

struct told_options {
    std::vector<std::string> files;
    journal_place journal;  ///< but for its name, which is the only file
    std::string policy = "gas";
    std::vector<std::string> calendar;

    /// All but the files themselves.
    void add_to(CLI::App& verb);
};

/// A desk of the built-in types with everything that was told. Rows that cannot be read are named on standard error and
/// passed over; a journal that cannot be read is refused.
struct told {
    gongdan::desk where;
    gongdan::instant latest = gongdan::distant_past;  ///< of what was told

    explicit told(told_options const& o);

private:
    told(told_options const& o, std::shared_ptr<gongdan::journal> const& store);
};

}  // namespace cli
