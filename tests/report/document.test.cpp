#include <gongdan/report/document.hpp>

#include <doctest/doctest.h>

using namespace gongdan;
using namespace gongdan::report;

TEST_CASE("a Chinese character takes two columns of a terminal") {
    CHECK(display_width("abc") == 3);
    CHECK(display_width("工单") == 4);
    CHECK(display_width("、。") == 4);
    CHECK(display_width("–") == 1);
    CHECK(display_width("a\tb") == 2);
}

TEST_CASE("the columns of a table stand under each other whatever the script") {
    document d;
    d.title = "t";
    d.add(table{{{"名称"}, {"n", fit::number}}, {{{"工单"}, {"7"}}, {{"abcde"}, {"12"}}}});
    CHECK(text_of(d) == "t\n名称    n\n工单    7\nabcde  12\n");
}

TEST_CASE("no text moves a terminal's cursor") {
    document d;
    d.title = "a\x1b[2Jb";
    d.add(paragraph{"x\ny\x7f"});
    CHECK(text_of(d) == "a [2Jb\nx y \n");
}

TEST_CASE("bytes that are no text are shown as such and leave the columns alone") {
    document d;
    d.title = "GBK \xb9\xa4\xb5\xa5 x\xe5\xb7";
    CHECK(text_of(d) == "GBK \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd x\xef\xbf\xbd\xef\xbf\xbd\n");
    CHECK(display_width(d.title) == 12);
}

TEST_CASE("an empty table says so") {
    document d;
    d.title = "t";
    d.add(table{{{"a"}}, {}, "nothing"});
    CHECK(text_of(d) == "t\nnothing\n");
    CHECK(html_of(d).find("<div class=\"empty\">nothing</div>") != std::string::npos);
}

TEST_CASE("sheets of one page stand apart") {
    document a;
    a.title = "first";
    document b;
    b.title = "second";
    auto const page = html_of(std::vector<document>{a, b});
    CHECK(page.find("<title>first</title>") != std::string::npos);
    CHECK(page.find("<h1>second</h1>") != std::string::npos);
    CHECK(page.find("<main", page.find("<main") + 1) != std::string::npos);
}
