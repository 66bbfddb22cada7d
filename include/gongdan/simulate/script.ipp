#pragma once

#include <gongdan/simulate/script.hpp>
#include <gongdan/simulate/scripts.ipp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

namespace script_detail {

inline std::vector<script> const& all() {
    static std::vector<script> const scripts{
        plain(),        repair(),        alarm(),         install(), ignition(), inspection(), consult(),
        complaint(),    modification(),  gas_stop(),      unseal(),  seal(),     bellows(),    meter_change(),
        decommission(), network_fault(), rectification(), outage(),  counter(),  inquiry(),    return_visit()};
    return scripts;
}

}  // namespace script_detail

GONGDAN_INLINE script const* script_of(std::string_view type) {
    for (script const& s : script_detail::all())
        if (s.type == type) return &s;
    return nullptr;
}

GONGDAN_INLINE std::vector<std::string_view> scripted_types() {
    std::vector<std::string_view> types;
    for (script const& s : script_detail::all()) types.push_back(s.type);
    return types;
}

}  // namespace simulate
}}  // namespace gongdan
