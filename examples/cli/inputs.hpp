#pragma once

// What several verbs read in the same way: a policy or a calendar by name or from a file, instants and languages.

#include <CLI/CLI.hpp>

#include <gongdan/calendar/china.hpp>
#include <gongdan/core/term.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>
#include <gongdan/sla/policy.hpp>
#include <gongdan/time/instant.hpp>

#include <optional>
#include <string>
#include <vector>

namespace cli {

/// `gas` (also where none is named), `handbook`, `standard`, or a TOML file. Refused where it does not fit the types.
gongdan::policy policy_named(std::string const& name, std::vector<gongdan::lifecycle const*> const& types);

/// `china`, or TOML files that are laid over each other, the first at the bottom.
gongdan::calendar calendar_of(std::vector<std::string> const& names, gongdan::china_options options = {});

/// What the options --calendar, --as-known and --provisional say.
struct calendar_choice {
    std::vector<std::string> names;
    std::string as_known;
    bool provisional = false;

    void add_to(CLI::App& verb);
    [[nodiscard]] gongdan::calendar made() const;
};

/// An argument's value; `option` is how the fault cites it.
gongdan::instant instant_argument(std::string const& option, std::string const& text);
gongdan::day day_argument(std::string const& option, std::string const& text);
gongdan::language language_argument(std::string const& text);

[[noreturn]] void refuse_argument(std::string const& option, std::string reason);

}  // namespace cli
