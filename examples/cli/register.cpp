// gongdan register: application forms held against the rules of registration.

#include "inputs.hpp"
#include "verbs.hpp"

#include <gongdan/fee/file.hpp>
#include <gongdan/files/csv.hpp>
#include <gongdan/files/json_text.hpp>
#include <gongdan/registration/file.hpp>

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

using namespace gongdan;
using namespace gongdan::registration;

namespace {

struct register_options {
    std::vector<std::string> files;
    std::string fees;
    std::string homes;
    std::string today;
    std::string stage = "save";
    std::string format = "text";
    std::string language = "zh";
};

/// A fault with where it stands, ready to be written.
struct row {
    std::string file;
    std::size_t line = 0;
    std::string id;
    std::string field;
    std::string rule;
    sentence says;
};

struct findings {
    std::size_t forms = 0;
    std::size_t faulty = 0;
    std::vector<row> rows;
};

bool is_table(source const& s, std::string const& path) {
    auto const dot = path.rfind('.');
    if (path != "-") return dot != std::string::npos && path.substr(dot) == ".csv";
    auto const first = s.text.find_first_not_of(" \t\r\n");
    return first != std::string::npos && s.text[first] != '{';
}

void check_file(findings& all, std::string const& path, check_options const& o) {
    source const from = read_source(path);
    auto const take = [&](form_line const& l) {
        auto const faults = check(l, o);
        ++all.forms;
        if (!faults.empty()) ++all.faulty;
        for (form_fault const& f : faults)
            all.rows.push_back(
                {l.at.file, l.at.line, l.what.id, std::string{label(f.field).code}, std::string{f.rule}, f.says});
    };
    auto const reject = [&](fault const& f) {
        all.rows.push_back({f.at.file, f.at.line, {}, f.at.field, {}, {"无法读取:" + f.reason, f.reason}});
    };
    read_forms(from, is_table(from, path), take, reject);
}

void print_csv(findings const& all) {
    csv_text out{{"file", "line", "id", "field", "rule", "zh", "en"}};
    for (row const& r : all.rows)
        out.row({r.file, std::to_string(r.line), r.id, r.field, r.rule, r.says.zh, r.says.en});
    fmt::print("{}", out.text());
}

void print_lines(findings const& all) {
    for (row const& r : all.rows) {
        json_text j;
        j.begin_object().member("file", r.file).member("line", r.line).member("id", r.id).member("field", r.field);
        j.member("rule", r.rule).member("zh", r.says.zh).member("en", r.says.en).end();
        fmt::print("{}\n", j.text());
    }
}

void print_text(findings const& all, language l) {
    for (row const& r : all.rows)
        fmt::print("{}:{}: {}{}{}: {}\n", r.file, r.line, r.field, r.rule.empty() ? "" : " ", r.rule, r.says.in(l));
    fmt::print(l == language::zh ? "申请表 {} 份,{} 份有误,共 {} 处\n" : "{} forms, {} at fault, {} faults\n",
               all.forms, all.faulty, all.rows.size());
}

int run(register_options const& o) {
    auto const fees = o.fees.empty() ? fee::handbook() : fee::read_schedule(read_source(o.fees));
    std::optional<home_register> homes;
    if (!o.homes.empty()) homes = read_homes(read_source(o.homes));
    check_options how;
    how.fees = &fees;
    how.homes = homes ? &*homes : nullptr;
    how.stage = o.stage == "file" ? stage::file : stage::save;
    if (!o.today.empty()) how.today = cli::day_argument("--today", o.today);
    findings all;
    for (std::string const& path : o.files) check_file(all, path, how);
    if (o.format == "csv") print_csv(all);
    else if (o.format == "jsonl") print_lines(all);
    else print_text(all, cli::language_argument(o.language));
    return all.rows.empty() ? 0 : 1;
}

}  // namespace

void add_register(CLI::App& app, int& exit_code) {
    auto* const verb =
        app.add_subcommand("register", "报装 · application forms held against the rules of registration");
    auto const o = std::make_shared<register_options>();
    verb->add_option("files", o->files, "forms as JSON Lines or CSV; - is standard input")->required();
    verb->add_option("--fees", o->fees, "what registering costs (TOML); else the handbook's 2400, 2850, 4000 yuan");
    verb->add_option("--homes", o->homes, "homes on record (CSV: community,building,unit,room)");
    verb->add_option("--today", o->today, "the day of business; else each form's own day of registration");
    verb->add_option("--stage", o->stage, "save, or file: what is signed and stamped before filing is asked for too")
        ->check(CLI::IsMember({"save", "file"}))
        ->capture_default_str();
    verb->add_option("--format", o->format, "text, csv or jsonl")
        ->check(CLI::IsMember({"text", "csv", "jsonl"}))
        ->capture_default_str();
    verb->add_option("--lang", o->language, "zh or en, for text")
        ->check(CLI::IsMember({"zh", "en"}))
        ->capture_default_str();
    verb->footer(
        "Exit 1 where a form has a fault.\n"
        "Example: gongdan register examples/registration/forms.jsonl --fees examples/fees/city.toml");
    verb->callback([o, &exit_code] { exit_code = run(*o); });
}
