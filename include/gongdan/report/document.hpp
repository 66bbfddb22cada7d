#pragma once

#include <gongdan/core/term.hpp>
#include <gongdan/report/chart.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

// What a report says, apart from how it looks: blocks that a terminal, a browser and a printer can show. Blocks hold
// plain text. Markup is made in one place, `html_of`, which escapes all of it.

/// A piece of text in a table or beside a name, with a second, quieter line and a bar where they help.
struct cell {
    std::string text = {};
    tone look = tone::plain;
    std::string below = {};
    std::optional<double> bar = {};  ///< a share in [0, 1]
};

struct heading {
    std::string text;
    std::string aside = {};
};

struct paragraph {
    std::string text;
    tone look = tone::plain;
    bool lines = false;  ///< a terminal keeps its line ends, too: for texts of ours, never for what people wrote
};

/// A few figures to be seen first.
struct figures {
    struct figure {
        std::string name;
        std::string value;
        tone look = tone::plain;
    };
    std::vector<figure> all;
};

/// How a column takes its room: texts that may wrap, texts kept on one line, figures kept on one line to the right.
enum class fit : unsigned char { wrapped, tight, number };  // no labels: how a column looks

struct table {
    struct column {
        std::string title;
        fit room = fit::wrapped;
    };
    std::vector<column> columns;
    std::vector<std::vector<cell>> rows = {};
    std::string none = {};  ///< what to say where there is no row
};

/// Names with what stands for them, as in the upper part of a paper form.
struct pairs {
    std::vector<std::pair<std::string, cell>> all;
};

/// Lines to be signed on paper, each with its date.
struct signatures {
    std::vector<std::string> who;
};

/// A stretch of time drawn to scale.
struct strip {
    struct part {
        double length;
        tone look;
        std::string title;
    };
    std::vector<part> parts;
};

struct block;

/// Something to be opened: one line, and what is behind it. A terminal shows it opened, paper as it stands.
struct details {
    std::string number;  ///< what it is about
    cell summary;
    std::vector<block> inside;
};

/// Drawings side by side where there is room.
struct gallery {
    std::vector<std::variant<plot, bars>> all;
};

struct block {
    std::variant<heading, paragraph, figures, table, pairs, signatures, strip, gallery, details> what;
};

struct document {
    language lang = language::zh;
    std::string title;
    std::string subtitle = {};
    std::vector<block> blocks = {};
    bool form = false;       ///< looks like the paper form it stands for
    bool landscape = false;  ///< printed on A4 across

    template <class Block>
    Block& add(Block b) {
        blocks.push_back({std::move(b)});
        return std::get<Block>(blocks.back().what);
    }
};

/// For a terminal: tables are aligned for fonts that give a Chinese character two columns. Control characters in the
/// texts do not reach it.
[[nodiscard]] std::string text_of(document const& d);

/// One page that needs nothing else: no network, no script. Prints on A4; on a telephone tables become cards.
[[nodiscard]] std::string html_of(document const& d);

/// Several documents as one page, each on a sheet of its own; the title is the first one's.
[[nodiscard]] std::string html_of(std::vector<document> const& all);

/// Columns a text takes on a terminal.
[[nodiscard]] std::size_t display_width(std::string_view utf8);

}}}  // namespace gongdan::report

#ifndef GONGDAN_COMPILED
#include <gongdan/report/document_html.ipp>
#include <gongdan/report/document_text.ipp>
#endif
