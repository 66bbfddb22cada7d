#include "stores.hpp"

#include "inputs.hpp"

#include <gongdan/journal/archive.hpp>
#include <gongdan/journal/personal_sqlite.hpp>
#include <gongdan/journal/sqlite.hpp>
#ifdef GONGDAN_WITH_POSTGRES
#include <gongdan/journal/postgres.hpp>
#endif

#include <gongdan/lifecycle/catalogue.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace cli {

using namespace gongdan;

namespace {

constexpr std::string_view words_prefix = "postgres:";

bool begins_with(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }

bool is_address(std::string_view name) {
    return begins_with(name, "postgresql://") || begins_with(name, "postgres://");
}

#ifdef GONGDAN_WITH_POSTGRES
std::shared_ptr<stored_journal> branch_at(std::string const& connection,
                                          std::string const& branch,
                                          journal_access how) {
    postgres_options o;
    o.how = how;
    o.branch = branch;
    o.holder = "gongdan";
    return std::make_shared<postgres_journal>(connection, o);
}
#else
std::shared_ptr<stored_journal> branch_at(std::string const&, std::string const&, journal_access) {
    refuse_argument("db", "this gongdan was built without PostgreSQL (component `postgres`)");
}
#endif

}  // namespace

std::shared_ptr<stored_journal> journal_file(std::string const& name, journal_access how) {
    sqlite_options o;
    o.how = how;
    return std::make_shared<sqlite_journal>(name, o);
}

void journal_place::add_branch_to(CLI::App& verb) {
    verb.add_option("--branch", branch, "whose journal, where it lies in PostgreSQL")->capture_default_str();
}

void journal_place::add_archives_to(CLI::App& verb) {
    verb.add_option("--archive", archives, "an archive of it, once for each: what lies there is read as well")
        ->expected(1)
        ->take_all();
}

bool journal_place::is_postgres() const { return is_address(name) || begins_with(name, words_prefix); }

std::shared_ptr<stored_journal> journal_place::opened(journal_access how) const {
    if (!is_postgres()) return journal_file(name, how);
    return branch_at(is_address(name) ? name : name.substr(words_prefix.size()), branch, how);
}

std::shared_ptr<stored_journal> journal_place::opened_to_change() const {
    if (!is_postgres() && !std::filesystem::exists(name)) refuse_argument("db", name + ": there is no such file");
    return opened(journal_access::write);
}

std::vector<std::shared_ptr<stored_journal const>> journal_place::opened_archives() const {
    std::vector<std::shared_ptr<stored_journal const>> all;
    for (std::string const& a : archives) all.push_back(journal_file(a, journal_access::read_only));
    return all;
}

std::shared_ptr<journal> journal_place::whole() const {
    if (!personal.empty() && !std::filesystem::exists(personal))
        refuse_argument("--personal", personal + ": there is no such file");
    auto const main = opened(journal_access::read_only);
    return with_personal(archives.empty() ? std::shared_ptr<journal>{main}
                                          : std::make_shared<joined_journal>(main, opened_archives()));
}

std::shared_ptr<journal> journal_place::with_personal(std::shared_ptr<journal> entries) const {
    if (personal.empty()) return entries;
    return std::make_shared<private_journal>(std::move(entries), std::make_shared<sqlite_personal_store>(personal));
}

desk looking_desk(std::string const& policy, std::vector<std::string> const& calendar, std::shared_ptr<journal> store) {
    desk_options mute;
    mute.mute = true;
    auto const types = builtin_lifecycles();
    return {calendar_of(calendar), policy_named(policy, types), types, std::move(store), mute};
}

std::string read_snapshot(std::string const& path) {
    std::ifstream in{path, std::ios::binary};
    if (!in) refuse_argument("--snapshot", path + ": it cannot be read");
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace cli
