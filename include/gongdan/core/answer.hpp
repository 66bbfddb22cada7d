#pragma once

#include <gongdan/core/config.hpp>

#include <cassert>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Why something asked for was not done. `code` is stable (see docs/reference/errors.md), `rule` cites the
/// rule book where one stands behind the refusal, and the sentence is for people, in both languages.
struct refusal {
    std::string_view code;  ///< static storage
    std::string rule;
    std::string zh;
    std::string en;
};

/// Either a value or the refusal that stands in its place. Asking for the absent one is a broken precondition.
template <class T>
class [[nodiscard]] answer {
public:
    answer(T value) : either_(std::in_place_index<0>, std::move(value)) {}
    answer(refusal why) : either_(std::in_place_index<1>, std::move(why)) {}

    explicit operator bool() const { return either_.index() == 0; }

    T const& operator*() const& { return value(); }
    T& operator*() & { return const_cast<T&>(value()); }
    T operator*() && { return std::move(const_cast<T&>(value())); }
    T const* operator->() const { return &value(); }
    T* operator->() { return &const_cast<T&>(value()); }

    T const& value() const {
        assert(either_.index() == 0 && "an answer was read that is a refusal");
        return *std::get_if<0>(&either_);
    }
    refusal const& why() const {
        assert(either_.index() == 1 && "a refusal was read from an answer that has none");
        return *std::get_if<1>(&either_);
    }

private:
    std::variant<T, refusal> either_;
};

}}  // namespace gongdan
