#pragma once

#include <gongdan/core/config.hpp>

#include <memory>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE {

/// A value that most of its owners never have: it costs a pointer until it is first written to, and reads as `T{}` till
/// then. Copied deeply.
template <class T>
class lazy {
public:
    lazy() = default;
    lazy(lazy const& other) : made_(other.made_ ? std::make_unique<T>(*other.made_) : nullptr) {}
    lazy(lazy&&) noexcept = default;
    lazy& operator=(lazy other) noexcept {
        made_ = std::move(other.made_);
        return *this;
    }
    ~lazy() = default;

    [[nodiscard]] T const& read() const {
        static T const none{};
        return made_ ? *made_ : none;
    }
    [[nodiscard]] T& write() {
        if (!made_) made_ = std::make_unique<T>();
        return *made_;
    }
    [[nodiscard]] explicit operator bool() const { return made_ != nullptr; }

private:
    std::unique_ptr<T> made_;
};

}}  // namespace gongdan
