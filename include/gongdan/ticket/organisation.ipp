#pragma once

#include <gongdan/ticket/organisation.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace organisation_detail {

inline unit const* find(std::vector<unit> const& units, std::string_view code) {
    for (unit const& u : units)
        if (u.code == code) return &u;
    return nullptr;
}

inline bool has(std::vector<unit> const& units, std::string_view company, unit_kind kind) {
    return std::any_of(units.begin(), units.end(), [&](unit const& u) { return u.above == company && u.is == kind; });
}

/// What a unit must stand under; nothing where it stands at the top.
inline std::optional<unit_kind> kind_above(unit_kind k) {
    switch (k) {
    case unit_kind::head_office: return {};
    case unit_kind::branch: return unit_kind::head_office;
    case unit_kind::company: return unit_kind::branch;
    default: return unit_kind::company;
    }
}

/// Finds the faults of one list.
class inspector {
public:
    explicit inspector(std::vector<unit> const& units) : units_(units) {}

    std::vector<unit_fault> look() && {
        for (at_ = 0; at_ < units_.size(); ++at_) {
            unit const& u = units_[at_];
            code(u);
            above(u);
            if (u.is == unit_kind::company) company(u);
        }
        return std::move(faults_);
    }

private:
    void fault(std::string_view field, std::string zh, std::string en) {
        faults_.push_back({at_, field, {std::move(zh), std::move(en)}});
    }
    void code(unit const& u) {
        if (u.code.empty()) return fault("code", "缺代码", "is empty");
        if (find(units_, u.code) != &u)
            fault("code", fmt::format("代码“{}”重复", u.code), fmt::format("'{}' stands twice", u.code));
    }
    void above(unit const& u) {
        auto const wanted = kind_above(u.is);
        auto const* over = find(units_, u.above);
        if (!wanted && u.above.empty()) return;
        if (wanted && over != nullptr && over->is == *wanted) return;
        auto const& own = label(u.is);
        if (!wanted) return fault("above", "总部之上没有单位", "nothing stands above a head office");
        fault("above", fmt::format("{}须隶属{}", own.zh, label(*wanted).zh),
              fmt::format("a {} belongs to a {}", own.en, label(*wanted).en));
    }
    void company(unit const& u) {
        if (has(units_, u.code, unit_kind::hall) && !has(units_, u.code, unit_kind::dispatch_centre))
            fault("code", "公司有营业厅而无客服调度中心", "it has halls and no dispatch centre that supervises them");
        if (!has(units_, u.code, unit_kind::service_centre) && !has(units_, u.code, unit_kind::operations))
            fault("code", "无客户服务中心,也无生产运营部门接听电话",
                  "it has neither a service centre nor production operations to take calls");
        for (std::size_t i = 0; i < u.lines.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (!u.lines[i].empty() && u.lines[i] == u.lines[j]) shared_line(i, j);
    }
    void shared_line(std::size_t i, std::size_t j) {
        auto const& a = labels<call_line>::table[i];
        auto const& b = labels<call_line>::table[j];
        fault(a.code, fmt::format("{}与{}不得共用一号", a.zh, b.zh),
              fmt::format("the {} and the {} must be apart", a.en, b.en));
    }

    std::vector<unit> const& units_;
    std::size_t at_ = 0;
    std::vector<unit_fault> faults_;
};

}  // namespace organisation_detail

GONGDAN_INLINE std::vector<unit_fault> organisation::check(std::vector<unit> const& units) {
    return organisation_detail::inspector{units}.look();
}

GONGDAN_INLINE organisation::organisation(std::vector<unit> units) : units_(std::move(units)) {
    auto const faults = check(units_);
    if (!faults.empty())
        throw std::invalid_argument(
            fmt::format("unit '{}', {}: {}", units_[faults[0].unit].code, faults[0].field, faults[0].what.en));
}

GONGDAN_INLINE unit const* organisation::find(std::string_view code) const {
    return organisation_detail::find(units_, code);
}

GONGDAN_INLINE unit const* organisation::company_of(std::string_view code) const {
    auto const* u = find(code);
    while (u != nullptr && u->is != unit_kind::company) u = find(u->above);
    return u;
}

GONGDAN_INLINE bool organisation::sees(std::string_view viewer, std::string_view hall) const {
    unit const* const who = find(viewer);
    unit const* const of = find(hall);
    if (who == nullptr) return false;
    if (who->is == unit_kind::hall) return who == of;
    if (of == nullptr) return true;
    unit const* const top = organisation_detail::kind_above(who->is) == unit_kind::company ? company_of(viewer) : who;
    for (unit const* u = of; u != nullptr; u = find(u->above))
        if (u == top) return true;
    return false;
}

GONGDAN_INLINE unit const* organisation::takes_calls(std::string_view code) const {
    unit const* const company = company_of(code);
    if (company == nullptr) return nullptr;
    for (auto const kind : {unit_kind::service_centre, unit_kind::operations})
        for (unit const& u : units_)
            if (u.above == company->code && u.is == kind) return &u;
    return nullptr;
}

}}  // namespace gongdan
