#pragma once

#include <gongdan/lifecycle/custody.hpp>
#include <gongdan/lifecycle/diagram.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace diagram_detail {

struct words {
    std::string_view by;
    std::string_view needs;
    std::string_view gives;
    std::string_view voids;
    std::string_view start;
    std::string_view end;
};

inline words const& words_in(language in) {
    static constexpr words zh{"由", "须有", "记入", "作废", "起点", "终点"};
    static constexpr words en{"by", "needs", "records", "strikes out", "start", "end"};
    return in == language::zh ? zh : en;
}

/// What stands behind an edge, in reading order.
inline std::vector<std::string> conditions(lifecycle const& l, row_info const& r, language in) {
    auto const& w = words_in(in);
    std::vector<std::string> all;
    auto const add = [&](std::string_view word, std::uint64_t bits) {
        if (bits != 0) all.push_back(fmt::format("{} {}", word, evidence_names(l, bits).in(in)));
    };
    if (r.when != outcome::unstated) all.emplace_back(gongdan::label(r.when).in(in));
    if (r.by.bits != 0) all.push_back(fmt::format("{} {}", w.by, who_may(r).in(in)));
    add(w.needs, r.needs);
    return all;
}

inline std::string joined(std::vector<std::string> const& parts, std::string_view between) {
    return fmt::format("{}", fmt::join(parts, between));
}

inline std::string edge(lifecycle const& l, row_info const& r, language in, std::string_view between) {
    std::vector<std::string> parts{std::string{l.events[r.event].label.in(in)}};
    auto more = conditions(l, r, in);
    std::move(more.begin(), more.end(), std::back_inserter(parts));
    if (r.rule_book != 0) parts.push_back(rule_text(r));
    return joined(parts, between);
}

/// Mermaid ends a label at a colon or semicolon, and a name at a double quote.
inline std::string for_mermaid(std::string text) {
    std::replace(text.begin(), text.end(), ':', ' ');
    std::replace(text.begin(), text.end(), ';', ',');
    std::replace(text.begin(), text.end(), '"', '\'');
    return text;
}

inline std::string for_dot(std::string_view text) {
    std::string quoted = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        if (c == '\n') quoted += "\\n";
        else quoted += c;
    }
    return quoted + '"';
}

inline std::string named(term const& t, language in) {
    return t.in(in) == t.code ? std::string{t.code} : fmt::format("{} [{}]", t.in(in), t.code);
}

inline std::string outline_row(lifecycle const& l, row_info const& r, language in) {
    auto const& w = words_in(in);
    auto const& to = r.custody ? labels<custody>::table[r.to] : l.states[r.to].label;
    auto parts = conditions(l, r, in);
    if (r.gives != 0) parts.push_back(fmt::format("{} {}", w.gives, evidence_names(l, r.gives).in(in)));
    if (r.voids != 0) parts.push_back(fmt::format("{} {}", w.voids, evidence_names(l, r.voids).in(in)));
    if (r.rule_book != 0) parts.push_back(rule_text(r));
    auto const more = parts.empty() ? "" : " · " + joined(parts, " · ");
    return fmt::format("    {} → {}{}\n", named(l.events[r.event].label, in), named(to, in), more);
}

/// One state's heading and the rows that start from it.
inline std::string outline_state(
    lifecycle const& l, term const& state, std::uint8_t where, bool of_custody, language in) {
    auto const& w = words_in(in);
    auto text = named(state, in);
    if (where == 0) text += fmt::format(" ({})", w.start);
    if (!of_custody && l.states[where].closed) text += fmt::format(" ({})", w.end);
    text += '\n';
    for (row_info const& r : l.rows)
        if (r.custody == of_custody && r.from == where) text += outline_row(l, r, in);
    return text;
}

}  // namespace diagram_detail

GONGDAN_INLINE std::string mermaid(lifecycle const& l, language in) {
    using namespace diagram_detail;
    std::string text = "stateDiagram-v2\n";
    for (state_info const& s : l.states)
        text += fmt::format("    state \"{}\" as {}\n", for_mermaid(std::string{s.label.in(in)}), s.label.code);
    text += fmt::format("    [*] --> {}\n", l.states[0].label.code);
    for (row_info const& r : l.rows)
        if (!r.custody)
            text += fmt::format("    {} --> {} : {}\n", l.states[r.from].label.code, l.states[r.to].label.code,
                                for_mermaid(edge(l, r, in, " · ")));
    for (state_info const& s : l.states)
        if (s.closed) text += fmt::format("    {} --> [*]\n", s.label.code);
    return text;
}

GONGDAN_INLINE std::string dot(lifecycle const& l, language in) {
    using namespace diagram_detail;
    std::string text = fmt::format("digraph {} {{\n    label={};\n    node [shape=box, style=rounded];\n",
                                   for_dot(l.label.code), for_dot(l.label.in(in)));
    for (state_info const& s : l.states)
        text += fmt::format("    {} [label={}{}];\n", for_dot(s.label.code), for_dot(s.label.in(in)),
                            s.closed ? ", peripheries=2" : "");
    for (row_info const& r : l.rows)
        if (!r.custody)
            text += fmt::format("    {} -> {} [label={}];\n", for_dot(l.states[r.from].label.code),
                                for_dot(l.states[r.to].label.code), for_dot(edge(l, r, in, "\n")));
    return text + "}\n";
}

GONGDAN_INLINE std::string outline(lifecycle const& l, language in) {
    using namespace diagram_detail;
    auto text = named(l.label, in) + "\n\n";
    for (std::size_t i = 0; i < l.states.size(); ++i)
        text += outline_state(l, l.states[i].label, static_cast<std::uint8_t>(i), false, in);
    text += '\n';
    for (std::size_t i = 0; i < std::size(labels<custody>::table); ++i)
        text += outline_state(l, labels<custody>::table[i], static_cast<std::uint8_t>(i), true, in);
    return text;
}

}}  // namespace gongdan
