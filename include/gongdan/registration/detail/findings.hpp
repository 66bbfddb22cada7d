#pragma once

#include <gongdan/registration/form.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace registration { namespace check_detail {

/// Blanks of ASCII and of Unicode, the ideographic one and those that cannot be seen among them.
inline bool holds_blank(std::string_view text) {
    static constexpr std::string_view blanks[] = {" ",
                                                  "\t",
                                                  "\n",
                                                  "\r",
                                                  "\v",
                                                  "\f",
                                                  "\xc2\xa0",
                                                  "\xe1\x9a\x80",
                                                  "\xe2\x80\x80",
                                                  "\xe2\x80\x81",
                                                  "\xe2\x80\x82",
                                                  "\xe2\x80\x83",
                                                  "\xe2\x80\x84",
                                                  "\xe2\x80\x85",
                                                  "\xe2\x80\x86",
                                                  "\xe2\x80\x87",
                                                  "\xe2\x80\x88",
                                                  "\xe2\x80\x89",
                                                  "\xe2\x80\x8a",
                                                  "\xe2\x80\x8b",
                                                  "\xe2\x80\xaf",
                                                  "\xe2\x81\x9f",
                                                  "\xe3\x80\x80",
                                                  "\xef\xbb\xbf"};
    return std::any_of(std::begin(blanks), std::end(blanks),
                       [&](std::string_view b) { return text.find(b) != std::string_view::npos; });
}

/// What stands in a field when nobody asked.
inline bool stands_for_nothing(std::string_view text) {
    static constexpr std::string_view words[] = {"?", "?", "-", "—", "/", "不详", "未知", "不清楚", "待定", "unknown"};
    return std::any_of(std::begin(words), std::end(words), [&](std::string_view w) { return text == w; });
}

inline std::string_view zh(field f) { return label(f).zh; }
inline std::string_view en(field f) { return label(f).en; }

/// What rules of one subject find in a form.
class findings {
public:
    findings(form const& f, check_options const& o, std::vector<form_fault>& found) : f_(f), o_(o), found_(found) {}

protected:
    void fault(field at, std::string_view rule, std::string in_zh, std::string in_en) {
        found_.push_back({at, rule, {std::move(in_zh), std::move(in_en)}});
    }
    void missing(field at, std::string_view rule) {
        fault(at, rule, fmt::format("未填{}", zh(at)), fmt::format("{} is not filled in", en(at)));
    }

    /// The day of business.
    [[nodiscard]] std::optional<day> today() const { return o_.today ? o_.today : f_.registered; }

    form const& f_;
    check_options const& o_;

private:
    std::vector<form_fault>& found_;
};

}}}}  // namespace gongdan::registration::check_detail
