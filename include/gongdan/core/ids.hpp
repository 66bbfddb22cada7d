#pragma once

#include <gongdan/core/config.hpp>

#include <cstdint>
#include <functional>

namespace gongdan { inline namespace GONGDAN_MODE {

/// A number that names one thing of one sort; numbers of different sorts do not mix. 0 names nothing.
template <class Tag>
struct id {
    std::uint64_t value = 0;

    [[nodiscard]] constexpr explicit operator bool() const { return value != 0; }
    friend constexpr bool operator==(id a, id b) { return a.value == b.value; }
    friend constexpr bool operator!=(id a, id b) { return a.value != b.value; }
    friend constexpr bool operator<(id a, id b) { return a.value < b.value; }
};

using ticket_id = id<struct ticket_tag>;

}}  // namespace gongdan

template <class Tag>
struct std::hash<gongdan::id<Tag>> {
    std::size_t operator()(gongdan::id<Tag> i) const noexcept { return std::hash<std::uint64_t>{}(i.value); }
};
