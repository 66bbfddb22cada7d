#pragma once

#include <gongdan/report/document.hpp>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

namespace text_detail {

struct code_point {
    char32_t value;
    std::size_t bytes;
};

inline constexpr char32_t unreadable = 0xfffd;

/// What begins at `i`; a byte that belongs to no character is an unreadable one.
inline code_point decode(std::string_view s, std::size_t i) {
    auto const lead = static_cast<unsigned char>(s[i]);
    std::size_t const n = lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : lead >> 3 == 30 ? 4 : 1;
    if (lead < 0x80) return {lead, 1};
    if (n == 1 || i + n > s.size()) return {unreadable, 1};
    char32_t value = lead & (0xffu >> (n + 1));
    for (std::size_t k = 1; k < n; ++k) {
        auto const next = static_cast<unsigned char>(s[i + k]);
        if (next >> 6 != 2) return {unreadable, 1};
        value = value << 6 | (next & 0x3fu);
    }
    return {value, n};
}

inline bool control(char32_t c) { return c < 0x20 || (c >= 0x7f && c < 0xa0); }

/// Scripts whose characters terminals draw two columns wide (Unicode's East Asian Width, its large blocks).
inline bool wide(char32_t c) {
    return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf && c != 0x303f) ||
           (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) ||
           (c >= 0xff00 && c <= 0xff60) || (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x1faff) ||
           (c >= 0x20000 && c <= 0x3fffd);
}

/// One line, without what could move a terminal's cursor.
inline std::string clean(std::string_view s) {
    std::string out;
    for (std::size_t i = 0; i < s.size();) {
        auto const c = decode(s, i);
        if (control(c.value)) out += ' ';
        else if (c.value == unreadable) out += "\xef\xbf\xbd";
        else out += s.substr(i, c.bytes);
        i += c.bytes;
    }
    return out;
}

inline std::string padded(std::string s, std::size_t width, bool number) {
    auto const have = display_width(s);
    std::string const blanks(width > have ? width - have : 0, ' ');
    return number ? blanks + s : s + blanks;
}

inline std::string rtrimmed(std::string s) {
    s.erase(s.find_last_not_of(' ') + 1);
    return s;
}

inline std::string one_line(cell const& c) {
    auto const below = clean(c.below);
    return clean(c.text) + (below.empty() ? "" : (c.text.empty() ? "" : " · ") + below);
}

inline std::string row_line(std::vector<std::string> const& cells,
                            std::vector<std::size_t> const& widths,
                            table const& t) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i)
        line += (i == 0 ? "" : "  ") + padded(cells[i], widths[i], t.columns[i].room == fit::number);
    return rtrimmed(line) + "\n";
}

class writer {
public:
    explicit writer(std::string indent) : in_(std::move(indent)) {}

    void operator()(heading const& h) {
        line();
        line("== " + clean(h.text) + " ==" + (h.aside.empty() ? "" : "  " + clean(h.aside)));
    }
    void operator()(paragraph const& p) {
        if (!p.lines) return line(clean(p.text));
        for (std::size_t from = 0; from <= p.text.size();) {
            auto const end = std::min(p.text.find('\n', from), p.text.size());
            line(clean(std::string_view{p.text}.substr(from, end - from)));
            from = end + 1;
        }
    }
    void operator()(figures const& f) {
        std::string s;
        for (auto const& x : f.all) s += (s.empty() ? "" : " | ") + clean(x.name) + " " + clean(x.value);
        line(s);
    }
    void operator()(pairs const& p) {
        std::size_t width = 0;
        for (auto const& [name, value] : p.all) width = std::max(width, display_width(name));
        for (auto const& [name, value] : p.all)
            line(rtrimmed(padded(clean(name), width, false) + "  " + one_line(value)));
    }
    void operator()(table const& t) {
        if (t.rows.empty()) return line(clean(t.none));
        std::vector<std::vector<std::string>> lines(1);
        for (auto const& c : t.columns) lines[0].push_back(clean(c.title));
        for (auto const& row : t.rows) {
            lines.emplace_back();
            for (cell const& c : row) lines.back().push_back(one_line(c));
        }
        std::vector<std::size_t> widths(t.columns.size(), 0);
        for (auto const& cells : lines)
            for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], display_width(cells[i]));
        for (auto const& cells : lines) out += in_ + row_line(cells, widths, t);
    }
    void operator()(signatures const& s) {
        for (auto const& who : s.who) line(clean(who) + ":____________  日期:__________");
    }
    void operator()(strip const&) {}     // a drawing of what the table below it says
    void operator()(gallery const& g) {  // curves are not for a terminal; bars have a value beside them
        for (auto const& drawing : g.all)
            if (auto const* const b = std::get_if<bars>(&drawing); b != nullptr && !b->compact) values_of(*b);
    }
    void operator()(details const& d) {
        line("- " + clean(d.number) + (d.number.empty() ? "" : "  ") + one_line(d.summary));
        writer inner{in_ + "    "};
        for (block const& b : d.inside) std::visit(inner, b.what);
        out += inner.out;
    }

    std::string out;

private:
    void values_of(bars const& b) {
        line(clean(b.title));
        pairs p;
        for (bars::row const& r : b.rows) p.all.emplace_back("  " + r.name, cell{r.value});
        (*this)(p);
    }
    void line(std::string const& s = {}) { out += s.empty() ? "\n" : in_ + s + "\n"; }
    std::string in_;
};

}  // namespace text_detail

GONGDAN_INLINE std::size_t display_width(std::string_view s) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < s.size();) {
        auto const c = text_detail::decode(s, i);
        width += text_detail::control(c.value) ? 0 : text_detail::wide(c.value) ? 2 : 1;
        i += c.bytes;
    }
    return width;
}

GONGDAN_INLINE std::string text_of(document const& d) {
    using namespace text_detail;
    writer w{""};
    w.out = clean(d.title) + (d.subtitle.empty() ? "" : "  " + clean(d.subtitle)) + "\n";
    for (block const& b : d.blocks) std::visit(w, b.what);
    return std::move(w.out);
}

}}}  // namespace gongdan::report
