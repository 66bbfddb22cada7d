#pragma once

#include <gongdan/files/data.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

// The part of JSON Schema (2020-12) that the project's own schemas use: $ref into $defs, type, const, enum, minimum,
// properties, required, additionalProperties, items. A schema with another word is refused, not passed over.

namespace json_schema {

using gongdan::data_kind;
using gongdan::data_view;

inline std::string type_of(data_view v) {
    switch (v.kind()) {
    case data_kind::null: return "null";
    case data_kind::boolean: return "boolean";
    case data_kind::integer: return "integer";
    case data_kind::number: return "number";
    case data_kind::text: return "string";
    case data_kind::array: return "array";
    default: return "object";
    }
}

inline bool is_of(data_view v, std::string_view type) {
    return type_of(v) == type || (type == "number" && v.kind() == data_kind::integer);
}

inline bool same(data_view a, data_view b) {
    if (a.kind() != b.kind()) return false;
    return a.kind() == data_kind::text ? a.as_text() == b.as_text() : a.as_number() == b.as_number();
}

/// Unlike `find`, this tells a null from nothing.
inline std::optional<data_view> member(data_view v, std::string_view name) {
    for (data_view const m : v.members())
        if (m.key() == name) return m;
    return {};
}

class validator {
public:
    explicit validator(data_view root) : root_(root) {}

    /// The first place where the value is not as the schema wants it, and why; empty where it is.
    [[nodiscard]] std::string wrong(data_view v) const { return wrong(v, root_); }

private:
    [[nodiscard]] static std::string said(data_view v, std::string const& what) { return v.path() + ": " + what; }

    [[nodiscard]] std::string wrong(data_view v, data_view schema) const {
        for (data_view const rule : schema.members())
            if (auto const text = breaks(v, schema, rule); !text.empty()) return text;
        return {};
    }
    [[nodiscard]] std::string breaks(data_view v, data_view schema, data_view rule) const {
        auto const name = rule.key();
        if (name == "$ref") return wrong(v, referred(rule.as_text()));
        if (name == "type") return breaks_type(v, rule);
        if (name == "const") return same(v, rule) ? "" : said(v, "another value is wanted");
        if (name == "enum") return breaks_enum(v, rule);
        if (name == "minimum") return v.as_number() >= rule.as_number() ? "" : said(v, "too small");
        if (name == "required") return breaks_required(v, rule);
        if (name == "properties") return breaks_properties(v, rule);
        if (name == "additionalProperties") return breaks_additional(v, schema, rule);
        if (name == "items") return breaks_items(v, rule);
        bool const silent = name == "$schema" || name == "title" || name == "$defs";
        return silent ? "" : "the schema says '" + std::string(name) + "', which is not known here";
    }
    [[nodiscard]] data_view referred(std::string_view to) const {
        constexpr std::string_view prefix = "#/$defs/";
        if (to.substr(0, prefix.size()) != prefix) root_.fail("a $ref leads out of $defs");
        return root_.get("$defs").get(to.substr(prefix.size()));
    }
    [[nodiscard]] static std::string breaks_type(data_view v, data_view rule) {
        bool good = false;
        if (rule.kind() == data_kind::text) good = is_of(v, rule.as_text());
        else
            for (std::string_view const type : rule.as_texts()) good = good || is_of(v, type);
        return good ? "" : said(v, "a " + type_of(v) + " is not wanted here");
    }
    [[nodiscard]] static std::string breaks_enum(data_view v, data_view rule) {
        for (data_view const one : rule.as_array())
            if (same(v, one)) return {};
        return said(v, "not one of those wanted");
    }
    [[nodiscard]] static std::string breaks_required(data_view v, data_view rule) {
        for (std::string_view const name : rule.as_texts())
            if (!member(v, name)) return said(v, "'" + std::string(name) + "' is missing");
        return {};
    }
    [[nodiscard]] std::string breaks_properties(data_view v, data_view rule) const {
        for (data_view const p : rule.members())
            if (auto const m = member(v, p.key()))
                if (auto const text = wrong(*m, p); !text.empty()) return text;
        return {};
    }
    [[nodiscard]] std::string breaks_additional(data_view v, data_view schema, data_view rule) const {
        auto const named = schema.find("properties");
        for (data_view const m : v.members()) {
            if (named && member(*named, m.key())) continue;
            if (rule.kind() == data_kind::boolean) return said(m, "is not known");
            if (auto const text = wrong(m, rule); !text.empty()) return text;
        }
        return {};
    }
    [[nodiscard]] std::string breaks_items(data_view v, data_view rule) const {
        for (data_view const one : v.as_array())
            if (auto const text = wrong(one, rule); !text.empty()) return text;
        return {};
    }

    data_view root_;
};

}  // namespace json_schema
