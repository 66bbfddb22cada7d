#pragma once

#include <gongdan/core/term.hpp>

#include <cstdint>

namespace gongdan { inline namespace GONGDAN_MODE {

/// What a field of a form wants to be filled with.
enum class input : std::uint8_t { confirmation, text, signature, reading, amount, photo, choice, time };

template <>
struct labels<input> {
    static constexpr term table[] = {
        {"confirmation", "确认", "confirmation"},
        {"text", "文字", "text"},
        {"signature", "签字", "signature"},
        {"reading", "读数", "reading"},
        {"amount", "金额(元)", "amount in yuan"},
        {"photo", "照片", "photo"},
        {"choice", "选项", "choice"},
        {"time", "时间", "time"},
    };
};

/// A host says the same of its own evidence by an overload beside its enumeration.
template <class Evidence>
[[nodiscard]] constexpr input input_of(Evidence) {
    return input::confirmation;
}

}}  // namespace gongdan
