// Forms from files: JSON Lines and tables say the same, and what cannot be read does not hide the rest.

#include "forms.hpp"

#include <gongdan/registration/file.hpp>

#include <doctest/doctest.h>

using namespace forms;

namespace {

struct reading_of {
    std::vector<form_line> forms;
    std::vector<std::string> rejected;
};

reading_of read(std::string text, bool as_csv) {
    reading_of r;
    read_forms(
        from_text("f", std::move(text)), as_csv, [&](form_line const& l) { r.forms.push_back(l); },
        [&](fault const& f) { r.rejected.push_back(f.text()); });
    return r;
}

std::string found(form_line const& l) {
    std::string all;
    for (form_fault const& x : registration::check(l, {}))
        all += (all.empty() ? "" : "; ") + std::string{x.rule} + " " + std::string{label(x.field).code};
    return all;
}

std::string const good_line =
    R"({"customer":"王芳","unit":"2","home_record":"new","dwelling":"多层","user_type":"IC卡","payment":"充值",)"
    R"("kind":"single","registered":"2026-03-02","invoice_date":"2026-03-02","fee":2400,)"
    R"x("papers":["invoice","户主身份证(复印件)"]})x";

}  // namespace

TEST_CASE("a form is read alike from JSON Lines and from a table") {
    auto const lines = read(good_line + "\n", false);
    REQUIRE(lines.forms.size() == 1);
    CHECK(found(lines.forms[0]) == "");
    auto const table = read(
        "用户姓名,unit,home_record,dwelling,user_type,payment,kind,registered,invoice_date,fee,papers\n"
        "王芳,2,new,多层,IC卡,充值,散户,2026-03-02,2026-03-02,2400,invoice;户主身份证(复印件)\n",
        true);
    REQUIRE(table.forms.size() == 1);
    CHECK(found(table.forms[0]) == "");
    CHECK(table.forms[0].at.line == 2);
    CHECK(table.forms[0].what.papers == lines.forms[0].what.papers);
    CHECK(table.forms[0].what.fee == lines.forms[0].what.fee);
}

TEST_CASE("V13: a field that cannot be read is named once and the others are checked all the same") {
    auto line = good_line;
    line.replace(line.find("2026-03-02"), 10, "2026-02-30");
    line.replace(line.find("充值"), std::string{"充值"}.size(), "刷脸");
    line.replace(line.find("王芳"), std::string{"王芳"}.size(), "王 芳");
    auto const r = read(line + "\n", false);
    REQUIRE(r.forms.size() == 1);
    CHECK(found(r.forms[0]) == "V3 customer; V13 payment; V13 registered");
    CHECK(registration::check(r.forms[0], {})[1].says.zh == "缴费方式无法识别:'刷脸'");
}

TEST_CASE("a name that is no field of the form is rejected and the form is checked") {
    auto line = good_line;
    line.replace(line.find("customer"), 8, "custmer");
    auto const r = read(line + "\n", false);
    REQUIRE(r.rejected.size() == 1);
    CHECK(r.rejected[0] == "f:1: /custmer: 'custmer' is not known; did you mean 'customer'?");
    CHECK(found(r.forms.at(0)) == "V3 customer");
}

TEST_CASE("a line that is no form is rejected and reading goes on") {
    auto const r = read("{\"customer\":\n" + good_line + "\n", false);
    CHECK(r.rejected.size() == 1);
    REQUIRE(r.forms.size() == 1);
    CHECK(r.forms[0].at.line == 2);
}

TEST_CASE("two columns for one field are refused") {
    CHECK_THROWS_AS(static_cast<void>(read("customer,用户姓名\na,b\n", true)), input_error);
}

TEST_CASE("yes and no are read in the words people use") {
    auto const r = read("invoice_lost,transfer,passed_on,meter_fitted\nyes,是,true,maybe\nno,否,false,\n", true);
    REQUIRE(r.forms.size() == 2);
    CHECK(r.forms[0].what.invoice_lost);
    CHECK(r.forms[0].what.transfer);
    CHECK(r.forms[0].what.passed_on);
    CHECK(r.forms[0].unread.size() == 1);
    CHECK_FALSE(r.forms[1].what.invoice_lost);
    CHECK(r.forms[1].unread.empty());
}
