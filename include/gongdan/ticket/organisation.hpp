#pragma once

#include <gongdan/core/answer.hpp>
#include <gongdan/core/term.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// What a unit of a utility is: three levels (R1), and below a company those who supervise, answer and carry out.
enum class unit_kind : std::uint8_t {
    head_office,
    branch,
    company,
    dispatch_centre,
    service_centre,
    operations,
    hall,
};

template <>
struct labels<unit_kind> {
    static constexpr term table[] = {
        {"head_office", "总部", "head office"},
        {"branch", "分公司", "branch"},
        {"company", "公司", "company"},
        {"dispatch_centre", "客服调度中心", "dispatch centre"},
        {"service_centre", "客户服务中心", "service centre"},
        {"operations", "生产运营部门", "production operations"},
        {"hall", "营业厅", "hall"},
    };
};

/// The telephone lines of a company, which are apart (R6).
enum class call_line : std::uint8_t { emergency, service, complaint };

template <>
struct labels<call_line> {
    static constexpr term table[] = {
        {"emergency", "24 小时抢险电话", "24-hour emergency line"},
        {"service", "服务电话", "service line"},
        {"complaint", "投诉电话", "complaint line"},
    };
};

struct unit {
    std::string code;
    std::string name;
    unit_kind is = unit_kind::hall;
    std::string above = {};                                                   ///< code of the unit it belongs to
    std::array<std::string, std::size(labels<call_line>::table)> lines = {};  ///< numbers, of a company
};

/// Something wrong with a list of units: which one, which field, and what.
struct unit_fault {
    std::size_t unit = 0;
    std::string_view field;
    sentence what;
};

/// The units of a utility and how they stand to each other.
class organisation {
public:
    /// Takes a list that `check` finds no fault in. Throws std::invalid_argument with the first fault.
    explicit organisation(std::vector<unit> units);

    /// Codes that stand twice or are not there, a unit under one that cannot hold it, a company with halls and no
    /// dispatch centre to supervise them (R1) or nobody to take its calls (R5), lines of a company that share a number
    /// (R6). Empty where all is well.
    [[nodiscard]] static std::vector<unit_fault> check(std::vector<unit> const& units);

    [[nodiscard]] std::vector<unit> const& units() const { return units_; }
    [[nodiscard]] unit const* find(std::string_view code) const;
    /// Whether people of the unit `viewer` see tickets of `hall`: a hall sees its own, every other unit what belongs to
    /// its company, branch or head office. A ticket of no hall, or of one not listed, is seen by all but halls.
    [[nodiscard]] bool sees(std::string_view viewer, std::string_view hall) const;
    /// Who takes the calls of a unit's company (R5): its service centre, or its production operations where it has none.
    [[nodiscard]] unit const* takes_calls(std::string_view code) const;
    /// The company a unit is or belongs to.
    [[nodiscard]] unit const* company_of(std::string_view code) const;

private:
    std::vector<unit> units_;
};

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/ticket/organisation.ipp>
#endif
