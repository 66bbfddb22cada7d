#pragma once

#include <gongdan/desk/retention_file.hpp>
#include <gongdan/files/names.hpp>
#include <gongdan/files/toml.hpp>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace retention_file_detail {

constexpr int most_years = 200;
constexpr int most_days = 73'050;

inline std::string known_type(data_view at, std::string_view type, std::vector<lifecycle const*> const& types) {
    std::vector<std::string_view> codes;
    for (lifecycle const* const t : types) codes.push_back(t->label.code);
    if (std::find(codes.begin(), codes.end(), type) == codes.end()) at.fail(unknown_name(type, codes));
    return std::string{type};
}

inline retention_rule read_rule(data_view v, std::vector<lifecycle const*> const& types) {
    v.only({"types", "level", "years", "days", "personal", "source"});
    retention_rule r;
    if (auto const only = v.find("types"))
        for (std::string_view const t : only->as_texts()) r.types.push_back(known_type(*only, t, types));
    r.urgency = v.optional_one_of<level>("level");
    if (!v.has("years") && !v.has("days")) v.fail("years", "says how long: years or days");
    r.years = static_cast<int>(v.optional_integer("years", 0, most_years).value_or(0));
    r.days = static_cast<int>(v.optional_integer("days", 0, most_days).value_or(0));
    r.personal = v.optional_one_of<personal_fate>("personal").value_or(personal_fate::keep);
    r.source = v.optional_text("source").value_or("");
    return r;
}

}  // namespace retention_file_detail

GONGDAN_INLINE retention read_retention(source const& from, std::vector<lifecycle const*> const& types) {
    auto const doc = read_toml(from);
    auto const root = doc.root();
    root.only({"name", "version", "keep"});
    retention r;
    r.name = root.optional_text("name").value_or("");
    r.version = root.optional_text("version").value_or("");
    for (data_view const v : root.tables("keep")) r.rules.push_back(retention_file_detail::read_rule(v, types));
    if (r.rules.empty()) root.fail("keep", "there is no rule");
    return r;
}

}}  // namespace gongdan
