#pragma once

#include <gongdan/dispatch/solomon.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

namespace solomon_detail {

struct row {
    std::size_t line = 0;
    std::vector<std::int64_t> numbers;
};

inline bool blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/// The numbers of a line; none where it holds anything else.
inline std::vector<std::int64_t> numbers_in(std::string_view line) {
    std::vector<std::int64_t> all;
    for (std::size_t at = 0; at < line.size();) {
        if (blank(line[at])) {
            ++at;
            continue;
        }
        std::int64_t n = 0;
        auto const [end, error] = std::from_chars(line.data() + at, line.data() + line.size(), n);
        at = static_cast<std::size_t>(end - line.data());
        if (error != std::errc{} || (at < line.size() && !blank(line[at])) || n < 0 || n > 1'000'000) return {};
        all.push_back(n);
    }
    return all;
}

inline std::vector<row> rows_in(std::string_view text) {
    std::vector<row> all;
    for (std::size_t line = 1; !text.empty(); ++line) {
        auto const end = text.find('\n');
        auto numbers = numbers_in(text.substr(0, end));
        if (!numbers.empty()) all.push_back({line, std::move(numbers)});
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return all;
}

inline constexpr std::int64_t scale = 1000;
inline constexpr std::size_t most_customers = 20'000;

inline std::int32_t arc(row const& a, row const& b) {
    auto const x = static_cast<double>(a.numbers[1] - b.numbers[1]);
    auto const y = static_cast<double>(a.numbers[2] - b.numbers[2]);
    return static_cast<std::int32_t>(std::lround(scale * std::sqrt(x * x + y * y)));
}

inline visit customer(row const& r, place where) {
    visit v;
    v.id = static_cast<std::uint64_t>(r.numbers[0]);
    v.where = where;
    v.delivery = {r.numbers[3]};
    v.windows = {{r.numbers[4] * scale, r.numbers[5] * scale}};
    v.service = r.numbers[6] * scale;
    return v;
}

}  // namespace solomon_detail

GONGDAN_INLINE bool is_solomon(std::string_view text) {
    auto const first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || text[first] == '{' || text[first] == '[') return false;
    return text.substr(0, 1000).find("VEHICLE") != std::string_view::npos;
}

GONGDAN_INLINE problem read_solomon(std::string_view text, std::string_view name) {
    using namespace solomon_detail;
    auto const fail = [&](std::size_t line, char const* why) {
        throw input_error({{std::string{name}, line, {}}, why});
    };
    auto const rows = rows_in(text);
    if (rows.empty() || rows[0].numbers.size() != 2)
        fail(rows.empty() ? 0 : rows[0].line, "number and capacity of the vehicles are expected");
    if (rows.size() < 2) fail(0, "the depot is missing");
    if (rows.size() > most_customers) fail(0, "more than 20,000 customers");
    for (std::size_t i = 1; i < rows.size(); ++i)
        if (rows[i].numbers.size() != 7)
            fail(rows[i].line, "a customer has seven whole numbers: number, x, y, demand, ready, due, service");

    problem p;
    p.places = rows.size() - 1;
    p.travel.emplace_back();
    for (std::size_t i = 1; i < rows.size(); ++i)
        for (std::size_t j = 1; j < rows.size(); ++j) p.travel[0].durations.push_back(arc(rows[i], rows[j]));
    for (std::int64_t i = 1; i <= std::min<std::int64_t>(rows[0].numbers[0], most_customers); ++i) {
        crew c;
        c.id = static_cast<std::uint64_t>(i);
        c.start = c.end = place{0};
        c.shift = {rows[1].numbers[4] * scale, rows[1].numbers[5] * scale};
        c.capacity = {rows[0].numbers[1]};
        p.crews.push_back(std::move(c));
    }
    for (std::size_t i = 2; i < rows.size(); ++i) p.visits.push_back(customer(rows[i], static_cast<place>(i - 1)));
    return p;
}

}}}  // namespace gongdan::dispatch
