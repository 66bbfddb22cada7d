#pragma once

#include <gongdan/report/paper.hpp>
#include <gongdan/report/papers_data.ipp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

namespace paper_detail {

/// `{name}` for its field; a brace without a partner stands for itself.
inline std::string filled(std::string_view text, paper_data const& d) {
    std::string out;
    while (!text.empty()) {
        auto const open = text.find('{');
        auto const close = open == std::string_view::npos ? open : text.find('}', open);
        out += text.substr(0, close == std::string_view::npos ? text.size() : open);
        if (close == std::string_view::npos) break;
        out += d.text(std::string{text.substr(open + 1, close - open - 1)});
        text.remove_prefix(close + 1);
    }
    return out;
}

inline cell cell_of(std::map<std::string, cell> const& from, std::string const& name) {
    auto const at = from.find(name);
    return at == from.end() ? cell{} : at->second;
}

inline pairs pairs_of(std::vector<paper_template::line> const& lines, paper_data const& d) {
    pairs p;
    for (auto const& l : lines)
        if (auto const at = d.fields.find(l.field); at != d.fields.end()) p.all.push_back({l.label, at->second});
    return p;
}

inline table table_of(paper_template::part const& part, paper_data const& d) {
    table t;
    for (auto const& c : part.columns) t.columns.push_back({c.title, c.room});
    t.none = part.none;
    auto const at = d.lists.find(part.list);
    if (at == d.lists.end()) return t;
    for (auto const& row : at->second) {
        t.rows.emplace_back();
        for (auto const& c : part.columns) t.rows.back().push_back(cell_of(row, c.field));
    }
    return t;
}

inline void add(document& d, paper_template::part const& part, paper_data const& data) {
    if (!part.heading.empty()) d.add(heading{filled(part.heading, data)});
    if (!part.text.empty()) {
        bool const ours = part.text.find('{') == std::string::npos;
        d.add(paragraph{filled(part.text, data), tone::plain, ours});
    }
    if (!part.box.empty()) {
        auto const c = cell_of(data.fields, part.box);
        d.add(paragraph{c.text, c.look, false});
    }
    if (!part.fields.empty())
        if (auto p = pairs_of(part.fields, data); !p.all.empty()) d.add(std::move(p));
    if (!part.list.empty()) d.add(table_of(part, data));
    if (!part.signatures.empty()) d.add(signatures{part.signatures});
}

inline document sheet(paper_template const& t, paper_data const& data, std::string const& copy) {
    document d;
    d.title = filled(t.title, data);
    d.subtitle = filled(t.subtitle, data);
    if (!copy.empty()) d.subtitle += (d.subtitle.empty() ? "" : " · ") + copy;
    d.form = true;
    d.landscape = t.landscape;
    for (auto const& part : t.parts) add(d, part, data);
    return d;
}

}  // namespace paper_detail

GONGDAN_INLINE std::string paper_data::text(std::string const& name) const {
    return paper_detail::cell_of(fields, name).text;
}

GONGDAN_INLINE std::vector<document> sheets(paper_template const& t, paper_data const& d) {
    if (t.copies.empty()) return {paper_detail::sheet(t, d, {})};
    std::vector<document> all;
    for (std::string const& copy : t.copies) all.push_back(paper_detail::sheet(t, d, copy));
    return all;
}

GONGDAN_INLINE document fill(paper_template const& t, paper_data const& d) {
    return paper_detail::sheet(t, d, t.copies.empty() ? std::string{} : t.copies.front());
}

GONGDAN_INLINE std::vector<paper_template> const& shipped_papers() {
    static std::vector<paper_template> const all = papers_detail::all();
    return all;
}

GONGDAN_INLINE paper_template const* shipped_paper(std::string_view name) {
    for (paper_template const& t : shipped_papers())
        if (t.name == name) return &t;
    return nullptr;
}

}}}  // namespace gongdan::report
