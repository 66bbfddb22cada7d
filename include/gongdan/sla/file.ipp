#pragma once

#include <gongdan/files/toml.hpp>
#include <gongdan/sla/file.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace policy_file_detail {

inline std::vector<std::string> texts(data_view v) {
    std::vector<std::string> all;
    for (auto const t : v.as_texts()) all.emplace_back(t);
    return all;
}

inline expression read_expression(data_view v, answer<expression> (*parse)(std::string_view) = expression::parse) {
    auto e = parse(v.as_text());
    if (!e) v.fail(e.why().en);
    return *std::move(e);
}

/// Per cent of the budget, or a reminder before it is used up.
inline void read_warnings(clause& c, data_view v) {
    for (data_view const w : v.optional_array("warn"))
        if (w.kind() == data_kind::text) c.remind_at.push_back(read_expression(w, expression::parse_reminder));
        else c.warn_at.push_back(static_cast<int>(w.as_integer(1, 99)));
}

inline hold_effects read_effects(data_view v) {
    auto effects = usual_effects();
    for (data_view const m : v.members()) {
        auto const reason = parse_label<hold_reason>(m.key());
        if (!reason) m.fail(unknown_name(m.key(), codes<hold_reason>()));
        effects[static_cast<std::size_t>(*reason)] = m.as_one_of<hold_effect>();
    }
    return effects;
}

/// The clause without its type, of which a table may name several.
inline clause read_clause(data_view v) {
    v.only({"type", "types", "target", "zh", "en", "level", "variant", "starts", "met", "unmet", "restarts", "within",
            "holds", "warn", "escalate", "from", "until", "rule", "source"});
    clause c;
    c.target = v.text("target");
    c.en = v.optional_text("en").value_or(c.target);
    c.zh = v.optional_text("zh").value_or(c.en);
    c.only = v.optional_one_of<level>("level");
    c.variant = v.optional_text("variant").value_or("");
    c.starts = v.optional_text("starts").value_or("");
    c.met_by = texts(v.get("met"));
    if (auto const states = v.find("unmet")) c.unmet_by = texts(*states);
    if (auto const states = v.find("restarts")) c.restarts = texts(*states);
    c.within = read_expression(v.get("within"));
    if (auto const holds = v.optional_table("holds")) c.on_hold = read_effects(*holds);
    read_warnings(c, v);
    for (data_view const e : v.optional_array("escalate"))
        c.escalate_at.push_back(static_cast<int>(e.as_integer(101, 10'000)));
    c.in_force = {v.optional_instant("from").value_or(distant_past),
                  v.optional_instant("until").value_or(distant_future)};
    if (c.in_force.empty()) v.fail("until", "the clause ends before it begins");
    c.rule = v.optional_text("rule").value_or("");
    c.source = v.optional_text("source").value_or("");
    return c;
}

inline std::vector<std::string> types_of(data_view v) {
    if (v.has("type") == v.has("types")) v.fail("type", "either 'type' or 'types' says what the clause is for");
    return v.has("type") ? std::vector<std::string>{std::string{v.text("type")}} : texts(v.get("types"));
}

inline exemption read_exemption(data_view v) {
    v.only({"type", "states", "zh", "en"});
    return {std::string{v.text("type")}, texts(v.get("states")), std::string{v.text("zh")}, std::string{v.text("en")}};
}

inline kinship read_kinship(data_view v) {
    v.only({"parent", "child", "closing", "needed_for"});
    kinship k{std::string{v.text("parent")}, std::string{v.text("child")}};
    k.with_open_child = v.optional_one_of<closing>("closing").value_or(closing::refused);
    if (auto const states = v.find("needed_for")) k.needed_for = texts(*states);
    return k;
}

inline same_matter read_same_matter(data_view v) {
    v.only({"types", "within", "metres"});
    auto const within = read_expression(v.get("within"));
    if (within.kind != expression::form::elapsed) v.fail("within", "a length of time is expected, like '2 h'");
    return {texts(v.get("types")), seconds{within.amount},
            static_cast<int>(v.optional_integer("metres", 0, 100'000).value_or(0))};
}

}  // namespace policy_file_detail

GONGDAN_INLINE policy_file read_policy(source const& from) {
    using namespace policy_file_detail;
    auto const doc = read_toml(from);
    auto const root = doc.root();
    root.only({"name", "version", "source", "lifecycle", "clause", "exempt", "child", "same_matter"});
    policy_file f;
    f.rules.name = root.text("name");
    f.rules.version = root.text("version");
    f.rules.source = root.text("source");
    f.rules.lifecycle = root.optional_text("lifecycle").value_or("");
    for (data_view const v : root.tables("clause")) {
        auto c = read_clause(v);
        for (std::string& type : types_of(v)) {
            c.type = std::move(type);
            f.rules.clauses.push_back(c);
            f.clause_lines.push_back(v.line());
        }
    }
    for (data_view const v : root.tables("exempt")) f.rules.exemptions.push_back(read_exemption(v));
    for (data_view const v : root.tables("child")) f.rules.kin.push_back(read_kinship(v));
    for (data_view const v : root.tables("same_matter")) f.rules.same.push_back(read_same_matter(v));
    return f;
}

}}  // namespace gongdan
