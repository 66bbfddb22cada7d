#include "told.hpp"

#include "inputs.hpp"

#include <gongdan/desk/mapping.hpp>
#include <gongdan/files/source.hpp>
#include <gongdan/lifecycle/catalogue.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <utility>

using namespace gongdan;

namespace {

/// A database of SQLite's says so in its first bytes.
bool is_database(std::string const& file) {
    constexpr std::string_view mark{"SQLite format 3"};
    std::string begins(mark.size(), ' ');
    std::ifstream in{file, std::ios::binary};
    return in.read(begins.data(), static_cast<std::streamsize>(begins.size())) && begins == mark;
}

/// The journal that the files are, if they are one.
std::shared_ptr<journal> journal_of(cli::told_options const& o) {
    for (std::string const& file : o.files) {
        auto place = o.journal;
        place.name = file;
        if (!place.is_postgres() && !is_database(file)) continue;
        if (o.files.size() != 1) cli::refuse_argument(file, "a journal stands alone: it holds all events there are");
        return place.whole();
    }
    if (!o.journal.archives.empty()) cli::refuse_argument("--archive", "it belongs to a journal");
    if (!o.journal.personal.empty()) cli::refuse_argument("--personal", "it belongs to a journal");
    return {};
}

desk desk_for(cli::told_options const& o, std::shared_ptr<journal> store) {
    if (store != nullptr) return cli::looking_desk(o.policy, o.calendar, std::move(store));
    auto const types = builtin_lifecycles();
    return {cli::calendar_of(o.calendar), cli::policy_named(o.policy, types), types};
}

}  // namespace

void cli::told_options::add_to(CLI::App& verb) {
    verb.add_option("--policy", policy, "gas, handbook, standard or a TOML file")->capture_default_str();
    verb.add_option("--calendar", calendar, "china, or TOML files, each laid over those before it")
        ->expected(1)
        ->take_all();
    journal.add_branch_to(verb);
    journal.add_archives_to(verb);
    verb.add_option("--personal", journal.personal, "where a journal's names, numbers and addresses are kept");
}

cli::told::told(told_options const& o) : told(o, journal_of(o)) {}

cli::told::told(told_options const& o, std::shared_ptr<journal> const& store) : where(desk_for(o, store)) {
    if (store != nullptr) {
        store->read(1, [&](entry const& e) { latest = std::max(latest, e.recorded_at); });
        return;
    }
    intake_sinks sinks;
    sinks.rejected = [](fault const& f) { fmt::print(stderr, "gongdan: {}\n", f.text()); };
    sinks.answered = [](intake_answer const&) {};
    for (std::string const& path : o.files) latest = std::max(latest, take_events(where, read_source(path), sinks));
}
