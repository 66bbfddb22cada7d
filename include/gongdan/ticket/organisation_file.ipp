#pragma once

#include <gongdan/files/toml.hpp>
#include <gongdan/ticket/organisation_file.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace organisation_file_detail {

inline unit read_unit(data_view v) {
    v.only({"code", "name", "kind", "above", "emergency", "service", "complaint"});
    unit u;
    u.code = v.text("code");
    u.name = v.optional_text("name").value_or(u.code);
    u.is = v.one_of<unit_kind>("kind");
    u.above = v.optional_text("above").value_or("");
    for (std::size_t i = 0; i < u.lines.size(); ++i) {
        auto const& line = labels<call_line>::table[i];
        u.lines[i] = v.optional_text(line.code).value_or("");
        if (!u.lines[i].empty() && u.is != unit_kind::company) v.fail(line.code, "the lines are a company's");
    }
    return u;
}

}  // namespace organisation_file_detail

GONGDAN_INLINE organisation read_organisation(source const& from) {
    auto const doc = read_toml(from);
    doc.root().only({"unit"});
    std::vector<unit> units;
    std::vector<data_view> where;
    for (data_view const v : doc.root().tables("unit")) {
        units.push_back(organisation_file_detail::read_unit(v));
        where.push_back(v);
    }
    if (units.empty()) doc.root().fail("unit", "there is none");
    for (unit_fault const& f : organisation::check(units)) where[f.unit].fail(f.field, f.what.en);
    return organisation{std::move(units)};
}

}}  // namespace gongdan
