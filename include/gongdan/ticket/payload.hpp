#pragma once

#include <gongdan/core/config.hpp>

#include <charconv>
#include <cstdint>
#include <cstring>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE {

/// What comes with an event, as named texts: an appointment, a reason, evidence, a host's own fields. A name stands
/// once. Views of names and texts hold until the payload is changed.
///
/// All fields lie in one string, each as the lengths of its name and text and then the two: a payload costs one
/// allocation at most, and a journal keeps it as it is.
class payload {
public:
    using field = std::pair<std::string_view, std::string_view>;

    class const_iterator {
    public:
        explicit const_iterator(char const* at) : at_(at) {}
        [[nodiscard]] field operator*() const {
            lengths const n = lengths_at(at_);
            return {{at_ + sizeof n, n.name}, {at_ + sizeof n + n.name, n.text}};
        }
        const_iterator& operator++() {
            at_ += size_at(at_);
            return *this;
        }
        friend bool operator==(const_iterator a, const_iterator b) { return a.at_ == b.at_; }
        friend bool operator!=(const_iterator a, const_iterator b) { return a.at_ != b.at_; }

    private:
        char const* at_;
    };

    payload() = default;
    payload(std::initializer_list<field> fields) {
        for (field const& f : fields) set(f.first, f.second);
    }
    /// From `bytes()` of another payload.
    [[nodiscard]] static payload from_bytes(std::string_view bytes) {
        payload p;
        p.bytes_ = bytes;
        return p;
    }

    /// The text of a field, or nothing (a null view) where it is absent.
    [[nodiscard]] std::string_view get(std::string_view name) const {
        for (auto const& [key, text] : *this)
            if (key == name) return text;
        return {};
    }
    [[nodiscard]] bool has(std::string_view name) const { return get(name).data() != nullptr; }

    /// A field that is a whole number; 0 where it is absent or does not begin like one.
    [[nodiscard]] std::int64_t number(std::string_view name) const {
        auto const text = get(name);
        std::int64_t n = 0;
        std::from_chars(text.data(), text.data() + text.size(), n);
        return n;
    }

    /// Adds the field, or gives it another text. Neither may be 4 GiB long.
    payload& set(std::string_view name, std::string_view text) {
        if (holds(name) || holds(text)) return set(std::string{name}, std::string{text});
        auto const size = static_cast<std::uint32_t>(text.size());
        auto const old = get(name);
        if (old.data() == nullptr) {
            lengths const n{static_cast<std::uint32_t>(name.size()), size};
            bytes_.append(reinterpret_cast<char const*>(&n), sizeof n).append(name).append(text);
            return *this;
        }
        auto const at = static_cast<std::size_t>(old.data() - bytes_.data());
        std::memcpy(&bytes_[at - name.size() - sizeof size], &size, sizeof size);
        bytes_.replace(at, old.size(), text);
        return *this;
    }

    /// Makes room for fields of so many bytes in all.
    void reserve(std::size_t bytes) { bytes_.reserve(bytes); }

    [[nodiscard]] bool empty() const { return bytes_.empty(); }
    [[nodiscard]] const_iterator begin() const { return const_iterator{bytes_.data()}; }
    [[nodiscard]] const_iterator end() const { return const_iterator{bytes_.data() + bytes_.size()}; }
    /// The fields as they lie in memory, for `from_bytes` in the same process.
    [[nodiscard]] std::string_view bytes() const { return bytes_; }
    friend bool operator==(payload const& a, payload const& b) { return a.bytes_ == b.bytes_; }

private:
    struct lengths {
        std::uint32_t name;
        std::uint32_t text;
    };
    [[nodiscard]] static lengths lengths_at(char const* at) {
        lengths n;
        std::memcpy(&n, at, sizeof n);
        return n;
    }
    [[nodiscard]] static std::size_t size_at(char const* at) {
        lengths const n = lengths_at(at);
        return sizeof n + n.name + n.text;
    }
    [[nodiscard]] bool holds(std::string_view view) const {
        return !std::less<>{}(view.data(), bytes_.data()) && std::less<>{}(view.data(), bytes_.data() + bytes_.size());
    }

    std::string bytes_;
};

}}  // namespace gongdan
