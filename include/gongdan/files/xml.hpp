#pragma once

#include <gongdan/files/source.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// The beginning of an element: its name as written, prefix included, and its attributes. Views hold during the call.
struct xml_element {
    std::string_view name;
    std::vector<std::pair<std::string_view, std::string_view>> attributes = {};
    location at;

    /// Nothing (a null view) where it is absent.
    [[nodiscard]] std::string_view find(std::string_view attribute) const;
    /// Throws input_error where it is absent.
    [[nodiscard]] std::string_view get(std::string_view attribute) const;
    [[noreturn]] void fail(std::string_view attribute, std::string reason) const;
};

/// Hears a document from its beginning to its end. What it throws ends the reading and comes out of read_xml.
struct xml_listener {
    std::function<void(xml_element const&)> begin;
    std::function<void(std::string_view name)> end = [](std::string_view) {};
};

/// Reads one XML 1.0 document; the encoding it may declare is passed over, as a source is UTF-8. Text between elements
/// is not told. Throws input_error naming the line for what is not well-formed, for a document type (there is no need
/// for entities of one's own) and for nesting deeper than 256.
void read_xml(source const& from, xml_listener const& to);

}}  // namespace gongdan
