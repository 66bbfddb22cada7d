#pragma once

#include <gongdan/sla/policy.hpp>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE policy join(std::string name, policy a, policy const& b) {
    a.name = std::move(name);
    a.version += "+" + b.version;
    a.source += "; " + b.source;
    a.clauses.insert(a.clauses.end(), b.clauses.begin(), b.clauses.end());
    a.exemptions.insert(a.exemptions.end(), b.exemptions.begin(), b.exemptions.end());
    a.kin.insert(a.kin.end(), b.kin.begin(), b.kin.end());
    a.same.insert(a.same.end(), b.same.begin(), b.same.end());
    return a;
}

GONGDAN_INLINE expression share_of(expression e, int per_cent) {
    if (e.counts == expression::direction::onward && e.amount != 0)
        e.amount = std::max<std::int64_t>(1, e.amount * per_cent / 100);
    for (expression& part : e.parts) part = share_of(std::move(part), per_cent);
    return e;
}

}}  // namespace gongdan
