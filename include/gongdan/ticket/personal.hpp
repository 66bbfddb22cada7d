#pragma once

#include <gongdan/ticket/entry.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Which fields tell who a customer is and where they live (T29). A customer who acts is one by the actor's name too.
class personal_fields {
public:
    /// The fields that the forms of this library print.
    personal_fields();
    explicit personal_fields(std::vector<std::string> names) : names_(std::move(names)) {}

    [[nodiscard]] bool has(std::string_view field) const;

private:
    std::vector<std::string> names_;
};

/// What stands in the place of a personal text that is kept elsewhere, or was erased.
inline constexpr std::string_view withheld = "withheld:";
[[nodiscard]] constexpr bool is_withheld(std::string_view text) { return text.substr(0, withheld.size()) == withheld; }

/// Enough to know one's own ticket by and no more: `王**`, `138****5678`, `中山路8号***`; `***` where it is withheld.
[[nodiscard]] std::string masked(std::string_view text);

/// The entry with its personal texts masked.
[[nodiscard]] entry masked(entry e, personal_fields const& fields);

/// Calls `change` with each personal text of an entry and takes what it gives in its place.
template <class Change>
void for_each_personal(entry& e, personal_fields const& fields, Change change) {
    if (e.as == role::customer && !e.actor.empty()) e.actor = change(std::string_view{e.actor});
    std::vector<std::string> names;
    for (auto const& [name, text] : e.data)
        if (!text.empty() && fields.has(name)) names.emplace_back(name);
    for (std::string const& name : names) e.data.set(name, change(std::string{e.data.get(name)}));
}

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/ticket/personal.ipp>
#endif
