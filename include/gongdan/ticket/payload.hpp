#pragma once

#include <gongdan/core/config.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// What comes with an event, as named texts: an appointment, a reason, evidence, a host's own fields. A name stands
/// once.
class payload {
public:
    using field = std::pair<std::string, std::string>;

    payload() = default;
    payload(std::initializer_list<field> fields) {
        for (field const& f : fields) set(f.first, f.second);
    }

    /// The text of a field, or nothing (a null view) where it is absent.
    [[nodiscard]] std::string_view get(std::string_view name) const {
        for (field const& f : fields_)
            if (f.first == name) return f.second;
        return {};
    }
    [[nodiscard]] bool has(std::string_view name) const { return get(name).data() != nullptr; }

    payload& set(std::string_view name, std::string_view text) {
        for (field& f : fields_)
            if (f.first == name) {
                f.second = text;
                return *this;
            }
        fields_.emplace_back(name, text);
        return *this;
    }

    [[nodiscard]] bool empty() const { return fields_.empty(); }
    [[nodiscard]] auto begin() const { return fields_.begin(); }
    [[nodiscard]] auto end() const { return fields_.end(); }
    friend bool operator==(payload const& a, payload const& b) { return a.fields_ == b.fields_; }

private:
    std::vector<field> fields_;
};

}}  // namespace gongdan
