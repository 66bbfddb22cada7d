#pragma once

#include <gongdan/registration/visit.hpp>
#include <gongdan/report/application.hpp>
#include <gongdan/time/civil.hpp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

namespace application_detail {

inline std::string worded(std::string const& text) { return text; }
inline std::string worded(bool yes) { return yes ? "是" : "否"; }
inline std::string worded(std::optional<day> const& d) { return d ? to_text(*d) : std::string{}; }
inline std::string worded(std::optional<money> const& m) { return m ? to_text(*m) : std::string{}; }
inline std::string worded(registration::care c) {
    return c == registration::care::none ? std::string{} : std::string{label(c).zh} + ",上门办理";
}
inline std::string worded(std::vector<registration::paper> const& papers) {
    std::string all;
    for (auto const p : papers) all += (all.empty() ? "" : "、") + std::string{label(p).zh};
    return all;
}
template <class Enum>
std::string worded(std::optional<Enum> const& e) {
    return e ? std::string{label(*e).zh} : std::string{};
}

}  // namespace application_detail

GONGDAN_INLINE paper_data application_data(registration::form const& f) {
    paper_data d;
    registration::each_field(f, [&](registration::field name, auto const& member) {
        d.fields[std::string{label(name).code}] = {application_detail::worded(member)};
    });
    d.fields["address"] = {f.home.text()};
    d.fields["fitted"] = {f.meter_fitted ? "已装表 " + application_detail::worded(f.fitted_on) : "未装表"};
    d.fields["leaflets_received"] = {f.leaflets_received ? "已收" : ""};
    d.fields["invoice_stamped"] = {f.invoice_stamped ? "已报装" : ""};
    return d;
}

}}}  // namespace gongdan::report
