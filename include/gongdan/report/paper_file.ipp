#pragma once

#include <gongdan/files/csv.hpp>
#include <gongdan/files/json_text.hpp>
#include <gongdan/files/toml.hpp>
#include <gongdan/report/paper_file.hpp>

#include <fmt/format.h>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

namespace paper_file_detail {

inline std::string optional(data_view v, std::string_view name) {
    return std::string{v.optional_text(name).value_or("")};
}

inline std::vector<std::string> texts(data_view v, std::string_view name) {
    std::vector<std::string> all;
    for (data_view const t : v.optional_array(name)) all.emplace_back(t.as_text());
    return all;
}

/// `["时间", "when"]` or, with how it takes its room, `["时间", "when", "tight"]`.
inline fit read_fit(data_view v) {
    auto const text = v.as_text();
    if (text == "wrapped") return fit::wrapped;
    if (text == "tight") return fit::tight;
    if (text == "number") return fit::number;
    v.fail(unknown_name(text, {"wrapped", "tight", "number"}));
}

inline paper_template::column read_column(data_view v, std::size_t most) {
    if (v.as_array().size() < 2 || v.as_array().size() > most)
        v.fail("a label and the name of a field belong together");
    paper_template::column c;
    std::size_t i = 0;
    for (data_view const item : v.as_array()) {
        if (i == 0) c.title = item.as_text();
        if (i == 1) c.field = item.as_text();
        if (i == 2) c.room = read_fit(item);
        ++i;
    }
    return c;
}

inline paper_template::part read_part(data_view v) {
    v.only({"heading", "text", "box", "fields", "list", "columns", "none", "signatures"});
    paper_template::part p;
    p.heading = optional(v, "heading");
    p.text = optional(v, "text");
    p.box = optional(v, "box");
    for (data_view const l : v.optional_array("fields")) {
        auto c = read_column(l, 2);
        p.fields.push_back({std::move(c.title), std::move(c.field)});
    }
    p.list = optional(v, "list");
    for (data_view const c : v.optional_array("columns")) p.columns.push_back(read_column(c, 3));
    if (p.list.empty() != p.columns.empty()) v.fail("columns", "a list and its columns belong together");
    p.none = optional(v, "none");
    p.signatures = texts(v, "signatures");
    return p;
}

inline void write(std::string& out, std::string_view name, std::string const& text) {
    if (!text.empty()) out += fmt::format("{} = {}\n", name, to_json_string(text));
}

inline std::string listed(std::vector<std::string> const& all) {
    std::string s;
    for (auto const& x : all) s += (s.empty() ? "" : ", ") + to_json_string(x);
    return "[" + s + "]";
}

inline std::string column_text(paper_template::column const& c) {
    std::vector<std::string> words{c.title, c.field};
    if (c.room == fit::tight) words.emplace_back("tight");
    if (c.room == fit::number) words.emplace_back("number");
    return listed(words);
}

inline void write_part(std::string& out, paper_template::part const& p) {
    out += "\n[[part]]\n";
    write(out, "heading", p.heading);
    write(out, "text", p.text);
    write(out, "box", p.box);
    if (!p.fields.empty()) {
        out += "fields = [\n";
        for (auto const& l : p.fields) out += "    " + listed({l.label, l.field}) + ",\n";
        out += "]\n";
    }
    write(out, "list", p.list);
    if (!p.columns.empty()) {
        out += "columns = [\n";
        for (auto const& c : p.columns) out += "    " + column_text(c) + ",\n";
        out += "]\n";
    }
    write(out, "none", p.none);
    if (!p.signatures.empty()) out += "signatures = " + listed(p.signatures) + "\n";
}

inline std::string one_cell(cell const& c) {
    return c.text + (c.below.empty() ? "" : (c.text.empty() ? "" : " · ") + c.below);
}

inline std::string list_csv(paper_template::part const& p, paper_data const& d) {
    std::vector<std::string> header;
    for (auto const& c : p.columns) header.push_back(c.title);
    csv_text out{header};
    auto const at = d.lists.find(p.list);
    if (at == d.lists.end()) return out.text();
    for (auto const& row : at->second) {
        std::vector<std::string> cells;
        for (auto const& c : p.columns) {
            auto const found = row.find(c.field);
            cells.push_back(found == row.end() ? std::string{} : one_cell(found->second));
        }
        out.row(cells);
    }
    return out.text();
}

}  // namespace paper_file_detail

GONGDAN_INLINE paper_template read_paper(source const& from) {
    using namespace paper_file_detail;
    auto const doc = read_toml(from);
    auto const root = doc.root();
    root.only({"name", "title", "subtitle", "landscape", "copies", "part"});
    paper_template t;
    t.name = root.text("name");
    t.title = root.text("title");
    t.subtitle = optional(root, "subtitle");
    t.landscape = root.optional_boolean("landscape").value_or(false);
    t.copies = texts(root, "copies");
    for (data_view const p : root.tables("part")) t.parts.push_back(read_part(p));
    if (t.parts.empty()) root.fail("part", "the paper has no part");
    return t;
}

GONGDAN_INLINE std::string to_toml(paper_template const& t) {
    using namespace paper_file_detail;
    std::string out;
    write(out, "name", t.name);
    write(out, "title", t.title);
    write(out, "subtitle", t.subtitle);
    if (t.landscape) out += "landscape = true\n";
    if (!t.copies.empty()) out += "copies = " + listed(t.copies) + "\n";
    for (auto const& p : t.parts) write_part(out, p);
    return out;
}

GONGDAN_INLINE std::string csv_of(paper_template const& t, paper_data const& d) {
    using namespace paper_file_detail;
    bool const has_fields = !t.parts.empty() && !t.parts.front().fields.empty();
    for (auto const& p : t.parts)
        if (!p.list.empty() && !has_fields) return list_csv(p, d);
    csv_text out{{"label", "value"}};
    for (auto const& p : t.parts) {
        if (!p.box.empty()) out.row({p.heading, d.text(p.box)});
        for (auto const& l : p.fields)
            if (auto const at = d.fields.find(l.field); at != d.fields.end()) out.row({l.label, one_cell(at->second)});
    }
    return out.text();
}

}}}  // namespace gongdan::report
