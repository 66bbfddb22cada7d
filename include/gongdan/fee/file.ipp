#pragma once

#include <gongdan/fee/file.hpp>
#include <gongdan/files/toml.hpp>

#include <fmt/format.h>

namespace gongdan { inline namespace GONGDAN_MODE { namespace fee {

namespace file_detail {

/// Whole yuan as an integer, else a text: a binary fraction is no amount of money.
inline money read_amount(data_view v) {
    if (v.kind() == data_kind::integer) return yuan(v.as_integer(0, greatest_amount.fen / 100));
    if (v.kind() == data_kind::number) v.fail("write an amount with fen as a text: \"45.50\"");
    return v.good(read_money(v.as_text()));
}

inline effect read_effect(data_view v) {
    effect e{v.day("from"), v.optional_day("until")};
    if (e.until && *e.until < e.from) v.fail("until", "the price ends before it begins");
    return e;
}

inline std::string source_of(data_view v) { return std::string{v.optional_text("source").value_or("")}; }

/// Takes a price in, unless another one for the same thing holds on one of its days.
template <class Price, class Same>
void add(std::vector<Price>& all, Price p, data_view v, Same same) {
    for (Price const& other : all)
        if (same(other, p) && other.in_force.meets(p.in_force))
            v.fail("from", fmt::format("another price for this is in force from {}", to_text(other.in_force.from)));
    all.push_back(std::move(p));
}

inline registration_price read_registration(data_view v) {
    v.only({"dwelling", "yuan", "from", "until", "source"});
    return {v.one_of<dwelling>("dwelling"), read_amount(v.get("yuan")), read_effect(v), source_of(v)};
}

inline work_price read_work(data_view v) {
    v.only({"code", "zh", "en", "unit", "yuan", "from", "until", "source"});
    work_price p;
    p.code = v.text("code");
    p.name.en = v.optional_text("en").value_or(p.code);
    p.name.zh = v.optional_text("zh").value_or(p.name.en);
    p.unit = v.optional_text("unit").value_or("");
    p.each = read_amount(v.get("yuan"));
    p.in_force = read_effect(v);
    p.source = source_of(v);
    return p;
}

inline labour_price read_labour(data_view v) {
    v.only({"yuan", "step_minutes", "free_minutes", "from", "until", "source"});
    labour_price p;
    p.per_step = read_amount(v.get("yuan"));
    p.step = minutes{v.optional_integer("step_minutes", 1, 1440).value_or(15)};
    p.free = minutes{v.optional_integer("free_minutes", 0, 1440).value_or(0)};
    p.in_force = read_effect(v);
    p.source = source_of(v);
    return p;
}

}  // namespace file_detail

GONGDAN_INLINE schedule read_schedule(source const& from) {
    using namespace file_detail;
    auto const doc = read_toml(from);
    auto const root = doc.root();
    root.only({"name", "version", "source", "registration", "work", "labour"});
    schedule s;
    s.name = root.text("name");
    s.version = root.text("version");
    s.source = source_of(root);
    for (data_view const v : root.tables("registration"))
        add(s.registration, read_registration(v), v, [](auto const& a, auto const& b) { return a.what == b.what; });
    for (data_view const v : root.tables("work"))
        add(s.work, read_work(v), v, [](auto const& a, auto const& b) { return a.code == b.code; });
    for (data_view const v : root.tables("labour"))
        add(s.labour, read_labour(v), v, [](auto const&, auto const&) { return true; });
    return s;
}

}}}  // namespace gongdan::fee
