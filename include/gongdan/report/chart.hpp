#pragma once

#include <gongdan/core/config.hpp>

#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

// Drawings with axes. Blocks of a document (document.hpp): what they say, apart from how it is drawn.

enum class tone : unsigned char { plain, quiet, good, warn, bad };  // no labels: how a text looks

/// A place on an axis, and what stands there.
struct axis_tick {
    double at;
    std::string text;
};

/// A line across a drawing at a value, with its name.
struct mark_line {
    double at;
    std::string name;
    bool upright = false;  ///< at an x; else at a y
    tone look = tone::quiet;
};

/// Curves over a common x.
struct plot {
    struct point {
        double x;
        double y;
        double low;  ///< of a band around it; `y` where there is none
        double high;
    };
    struct curve {
        std::string name;
        std::vector<point> points;
        bool dots = false;  ///< the points themselves are shown
    };
    std::string title;
    std::string x_name;
    std::vector<axis_tick> x = {};  ///< the first and the last are the ends of the axis
    std::vector<axis_tick> y = {};
    std::vector<curve> curves = {};
    std::vector<mark_line> marks = {};
};

/// Rows with parts from one value to another: intervals, stacked shares, differences, stretches of a day.
struct bars {
    struct part {
        double from;
        double to;
        tone look = tone::plain;
        bool thin = false;
        std::string title = {};
    };
    struct row {
        std::string name;
        std::string value;
        std::vector<part> parts = {};
        std::vector<double> dots = {};
    };
    struct entry {
        std::string name;
        tone look;
    };
    std::string title;
    std::vector<axis_tick> x = {};  ///< the first and the last are the ends of the axis
    std::vector<row> rows = {};
    std::vector<mark_line> marks = {};  ///< upright ones
    std::vector<entry> legend = {};
    bool compact = false;  ///< many rows with short names, which stand beside them
};

}}}  // namespace gongdan::report
