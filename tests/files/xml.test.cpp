#include <gongdan/files/xml.hpp>
#include <gongdan/files/xml_text.hpp>

#include "refusal.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>

using namespace gongdan;

namespace {

std::string told(std::string const& text) {
    std::string all;
    read_xml(from_text("a.xml", text), {[&](xml_element const& e) {
                                            all += '<' + std::string{e.name};
                                            for (auto const& [key, value] : e.attributes)
                                                all += ' ' + std::string{key} + '=' + std::string{value};
                                            all += '@' + std::to_string(e.at.line);
                                        },
                                        [&](std::string_view name) { all += '/' + std::string{name} + '>'; }});
    return all;
}

std::string refused(std::string const& text) {
    return refusal([&] { static_cast<void>(told(text)); });
}

std::string xml(std::string_view text) {
    std::string out;
    append_xml(out, text);
    return out;
}

}  // namespace

TEST_CASE("a document is told element by element, with lines") {
    CHECK(told("<?xml version=\"1.0\"?>\n<a x='1' 姓名=\"&lt;张&#9;\">\n  text <b/>\n</a>\n<!-- end -->") ==
          "<a x=1 姓名=<张\t@2<b@3/b>/a>");
    CHECK(told("<?xml version=\"1.0\" encoding=\"GB18030\"?><a/>") == "<a@1/a>");
}

TEST_CASE("what is no XML is refused with its line") {
    CHECK(refused("") == "a.xml:1: no element found");
    CHECK(refused("<a>\n<b>\n</a>") == "a.xml:3: mismatched tag");
    CHECK(refused("<a x=1/>").find("a.xml:1: ") == 0);
    CHECK(refused("<a>&nothing;</a>") == "a.xml:1: undefined entity");
    CHECK(refused("<!DOCTYPE a [<!ENTITY x 'xxxxxxxxxx'>]>\n<a>&x;</a>") == "a.xml:1: a document type is not read");
    std::string deep;
    for (int i = 0; i < 300; ++i) deep += "<a>";
    CHECK(refused(deep) == "a.xml:1: nested deeper than 256");
}

TEST_CASE("an attribute that is needed and not there is named") {
    CHECK(refusal([] {
              read_xml(from_text("a.xml", "<a>\n<b c='1'/></a>"), {[](xml_element const& e) {
                           if (e.name == "b") CHECK(e.get("c") == "1");
                           if (e.name == "b") static_cast<void>(e.get("d"));
                       }});
          }) == "a.xml:2: b@d: is missing");
}

TEST_CASE("every text comes back from an attribute or a name") {
    CHECK(xml("a<b>&\"c\"") == "a&lt;b&gt;&amp;&quot;c&quot;");
    CHECK(xml("\x01_x0041_ _x 燃气") == "_x0001__x005F_x0041_ _x 燃气");
    CHECK(xml_name_part("挂牌 no.1：") == "挂牌_x0020_no.1_xFF1A_");
    std::mt19937 random{7};
    std::string const pieces[] = {"_",        "x", "0", "041", "_x0041_",      "\x02", "\n",
                                  "\"",       "<", "&", "用",  "\xEF\xBF\xBF", "：",   "\xF0\x9F\x94\xA5",
                                  "\xC2\xA0", "é"};
    for (int i = 0; i < 2000; ++i) {
        std::string text;
        for (auto n = random() % 12; n > 0; --n) text += pieces[random() % std::size(pieces)];
        CAPTURE(text);
        CHECK(xml_unescaped(xml_name_part(text)) == text);
        std::string back;
        read_xml(from_text("a.xml", "<a v=\"" + xml(text) + "\" " + "n_" + xml_name_part(text) + "=''/>"),
                 {[&](xml_element const& e) { back = xml_unescaped(e.get("v")); }});
        CHECK(back == text);
    }
}
