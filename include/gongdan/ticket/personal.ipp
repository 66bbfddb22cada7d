#pragma once

#include <gongdan/core/utf8.hpp>
#include <gongdan/ticket/personal.hpp>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace personal_detail {

/// Where each character of the text begins, and where it ends.
inline std::vector<std::size_t> characters(std::string_view text) {
    std::vector<std::size_t> at;
    for (std::size_t i = 0; i < text.size(); i += std::max<std::size_t>(1, utf8::sequence_length(text, i)))
        at.push_back(i);
    at.push_back(text.size());
    return at;
}

inline bool is_number(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '-' || c == '+'; });
}

}  // namespace personal_detail

GONGDAN_INLINE personal_fields::personal_fields()
    : names_{"customer",
             "name",
             "phone",
             "sms_number",
             "address",
             "community",
             "building",
             "room",
             "lat",
             "lon",
             "identity",
             "identity_name",
             "agent",
             "bank_card",
             "card_holder",
             "invoice_name",
             "customer_signature",
             "姓名",
             "用户",
             "电话",
             "手机",
             "地址",
             "身份证号",
             "银行卡号",
             "签字"} {}

GONGDAN_INLINE bool personal_fields::has(std::string_view field) const {
    return std::find(names_.begin(), names_.end(), field) != names_.end();
}

GONGDAN_INLINE std::string masked(std::string_view text) {
    using namespace personal_detail;
    if (text.empty()) return {};
    if (is_withheld(text)) return "***";
    auto const at = characters(text);
    auto const count = at.size() - 1;
    auto const first = [&](std::size_t n) { return std::string{text.substr(0, at[std::min(n, count)])}; };
    if (is_number(text))
        return count < 8 ? std::string(count, '*')
                         : first(3) + std::string(count - 7, '*') + std::string{text.substr(at[count - 4])};
    return count <= 4 ? first(1) + std::string(count - 1, '*') : first(std::min<std::size_t>(5, count / 2)) + "***";
}

GONGDAN_INLINE entry masked(entry e, personal_fields const& fields) {
    for_each_personal(e, fields, [](std::string_view text) { return masked(text); });
    return e;
}

}}  // namespace gongdan
