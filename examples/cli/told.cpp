#include "told.hpp"

#include "inputs.hpp"

#include <gongdan/desk/mapping.hpp>
#include <gongdan/files/source.hpp>
#include <gongdan/lifecycle/catalogue.hpp>

#include <fmt/format.h>

#include <algorithm>

using namespace gongdan;

cli::told::told(std::vector<std::string> const& files, std::string const& policy)
    : where(china(), policy_named(policy, builtin_lifecycles()), builtin_lifecycles()) {
    intake_sinks sinks;
    sinks.rejected = [](fault const& f) { fmt::print(stderr, "gongdan: {}\n", f.text()); };
    sinks.answered = [](intake_answer const&) {};
    for (std::string const& path : files) latest = std::max(latest, take_events(where, read_source(path), sinks));
}
