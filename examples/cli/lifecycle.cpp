// gongdan lifecycle: a ticket type's table as text or as a diagram.

#include "verbs.hpp"

#include <gongdan/core/located.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/lifecycle/diagram.hpp>
#include <gongdan/lifecycle/form.hpp>

#include <fmt/format.h>

#include <memory>
#include <string>

using namespace gongdan;

namespace {

struct lifecycle_options {
    std::string type;
    bool all = false;
    std::string format = "text";
    std::string language = "zh";
    std::string form;
    std::string role = "receptionist";
};

std::string known_types() {
    std::string names;
    for (lifecycle const* l : builtin_lifecycles()) names += (names.empty() ? "" : ", ") + std::string{l->label.code};
    return names;
}

lifecycle const& find_type(std::string const& name) {
    for (lifecycle const* l : builtin_lifecycles())
        if (name == l->label.code || name == l->label.zh || name == l->label.en) return *l;
    throw input_error({{"", 0, "TYPE"}, fmt::format("no ticket type '{}'; there are {}", name, known_types())});
}

std::string drawn(lifecycle const& l, lifecycle_options const& o) {
    auto const in = o.language == "en" ? language::en : language::zh;
    if (o.format == "mermaid") return mermaid(l, in);
    return o.format == "dot" ? dot(l, in) : outline(l, in);
}

void print_field(form_field const& f, language in) {
    std::string wants{label(f.wants).in(in)};
    for (std::size_t i = 0; i < f.choices.size(); ++i)
        wants += fmt::format("{}{}", i == 0 ? ": " : ", ", f.choices[i].code);
    fmt::print("    {} [{}] {}\n", f.label.in(in), f.code, wants);
}

/// The forms of a state of which nothing is on record yet.
void print_forms(lifecycle const& l, lifecycle_options const& o) {
    auto const in = o.language == "en" ? language::en : language::zh;
    auto const state = l.find_state(o.form);
    if (!state) throw input_error({{"", 0, "--form"}, fmt::format("{} has no state '{}'", l.label.code, o.form)});
    auto const as = parse_label<role>(o.role);
    if (!as) throw input_error({{"", 0, "--role"}, fmt::format("no role '{}'", o.role)});
    position p;
    p.state = *state;
    for (step_form const& f : forms_of(l, p, *as)) {
        fmt::print("{} [{}] → {}\n", f.event.in(in), f.event.code, f.to.in(in));
        for (form_field const& x : f.fields) print_field(x, in);
    }
}

void list_types() {
    for (lifecycle const* l : builtin_lifecycles())
        fmt::print("{} · {} · {}\n", l->label.code, l->label.zh, l->label.en);
}

void run(lifecycle_options const& o) {
    if (!o.form.empty()) return print_forms(find_type(o.type), o);
    if (!o.type.empty()) return fmt::print("{}", drawn(find_type(o.type), o));
    if (!o.all) return list_types();
    std::string_view between;
    for (lifecycle const* l : builtin_lifecycles()) {
        fmt::print("{}{}", between, drawn(*l, o));
        between = "\n";
    }
}

}  // namespace

void add_lifecycle(CLI::App& app, int& exit_code) {
    auto* const verb = app.add_subcommand(
        "lifecycle", "流程 · what may happen to a ticket of a type, who may do it, and what it needs");
    auto const o = std::make_shared<lifecycle_options>();
    auto* const type = verb->add_option("type", o->type, "repair, alarm, …; without one, the types are listed");
    verb->add_flag("--all", o->all, "every type")->excludes(type);
    verb->add_option("--format", o->format, "text, mermaid or dot")->check(CLI::IsMember({"text", "mermaid", "dot"}));
    verb->add_option("--lang", o->language, "of the names: zh or en")->check(CLI::IsMember({"zh", "en"}));
    verb->add_option("--form", o->form, "what each step from this state asks for, as a form")->needs(type);
    verb->add_option("--role", o->role, "who fills the form in")->capture_default_str();
    verb->footer("Example: gongdan lifecycle repair --format dot --lang en | dot -Tsvg > repair.svg");
    verb->callback([o, &exit_code] {
        run(*o);
        exit_code = 0;
    });
}
