#pragma once

#include <gongdan/files/xml.hpp>

#include <fmt/format.h>

#include <expat.h>
#include <algorithm>
#include <exception>
#include <memory>
#include <new>
#include <type_traits>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace xml_detail {

using parser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)>;

/// Stands between expat, which is C, and a listener that may throw.
class relay {
public:
    relay(source const& from, xml_listener const& to, XML_Parser p) : from_(from), to_(to), parser_(p) {
        XML_SetUserData(p, this);
        XML_SetElementHandler(p, begin, end);
        XML_SetStartDoctypeDeclHandler(p, document_type);
    }
    void rethrow() const {
        if (thrown_) std::rethrow_exception(thrown_);
    }
    [[nodiscard]] location here() const { return {from_.name, XML_GetCurrentLineNumber(parser_), {}}; }

private:
    static constexpr int deepest = 256;

    static void XMLCALL begin(void* self, XML_Char const* name, XML_Char const** attributes) {
        auto& r = *static_cast<relay*>(self);
        r.guarded([&] {
            if (++r.depth_ > deepest) throw input_error{{r.here(), fmt::format("nested deeper than {}", deepest)}};
            xml_element e{name, {}, r.here()};
            for (; *attributes != nullptr; attributes += 2) e.attributes.emplace_back(attributes[0], attributes[1]);
            r.to_.begin(e);
        });
    }
    static void XMLCALL end(void* self, XML_Char const* name) {
        auto& r = *static_cast<relay*>(self);
        --r.depth_;
        r.guarded([&] { r.to_.end(name); });
    }
    static void XMLCALL document_type(void* self, XML_Char const*, XML_Char const*, XML_Char const*, int) {
        auto& r = *static_cast<relay*>(self);
        r.guarded([&] { throw input_error{{r.here(), "a document type is not read"}}; });
    }

    /// Expat calls on for a while after it was stopped.
    template <class Does>
    void guarded(Does does) {
        if (thrown_) return;
        try {
            does();
        } catch (...) {
            thrown_ = std::current_exception();
            XML_StopParser(parser_, XML_FALSE);
        }
    }

    source const& from_;
    xml_listener const& to_;
    XML_Parser parser_;
    int depth_ = 0;
    std::exception_ptr thrown_;
};

}  // namespace xml_detail

GONGDAN_INLINE std::string_view xml_element::find(std::string_view attribute) const {
    for (auto const& [key, text] : attributes)
        if (key == attribute) return text;
    return {};
}

GONGDAN_INLINE std::string_view xml_element::get(std::string_view attribute) const {
    auto const found = find(attribute);
    if (found.data() == nullptr) fail(attribute, "is missing");
    return found;
}

GONGDAN_INLINE void xml_element::fail(std::string_view attribute, std::string reason) const {
    auto where = at;
    where.field = attribute.empty() ? std::string{name} : fmt::format("{}@{}", name, attribute);
    throw input_error{{std::move(where), std::move(reason)}};
}

GONGDAN_INLINE void read_xml(source const& from, xml_listener const& to) {
    xml_detail::parser const p{XML_ParserCreate("UTF-8"), XML_ParserFree};
    if (!p) throw std::bad_alloc{};
    xml_detail::relay const r{from, to, p.get()};
    // Expat counts in int: a large text goes in in pieces.
    constexpr std::size_t piece = std::size_t{1} << 24;
    for (std::size_t at = 0; at <= from.text.size(); at += piece) {
        auto const size = std::min(piece, from.text.size() - at);
        bool const is_last = at + size == from.text.size();
        auto const status = XML_Parse(p.get(), from.text.data() + at, static_cast<int>(size), is_last);
        r.rethrow();
        if (status != XML_STATUS_OK) throw input_error{{r.here(), XML_ErrorString(XML_GetErrorCode(p.get()))}};
        if (is_last) return;
    }
}

}}  // namespace gongdan
