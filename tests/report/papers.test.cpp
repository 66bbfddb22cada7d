#include "scene.hpp"

#include <gongdan/files/source.hpp>
#include <gongdan/report/application.hpp>
#include <gongdan/report/gas_file.hpp>
#include <gongdan/report/paper_file.hpp>
#include <gongdan/report/settlement.hpp>
#include <gongdan/report/work_order.hpp>

#include <support/data.hpp>

using namespace gongdan;
using namespace gongdan::report;

namespace {

bool has(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }

scope until(std::string_view when) {
    scope s;
    s.as_of = at(when);
    return s;
}

registration::form filed_form() {
    registration::form f;
    f.id = "BZ-1";
    f.hall = "城东厅";
    f.customer = f.terms_read = "王芳";
    f.home = {"桃园小区", "8幢", "2单元", "301"};
    f.user_type = registration::user_type::meter_read;
    f.fee = yuan(2400);
    f.registered = on("2026-03-02");
    f.papers = {registration::paper::invoice, registration::paper::identity};
    f.leaflets_received = f.invoice_stamped = true;
    return f;
}

std::string refused(std::string text) {
    try {
        static_cast<void>(read_paper(from_text("f", std::move(text))));
    } catch (input_error const& e) { return e.what(); }
    return "read";
}

}  // namespace

TEST_CASE("every shipped template is the same after it was written to a file and read") {
    for (paper_template const& t : shipped_papers()) {
        auto const again = read_paper(from_text("f", to_toml(t)));
        CHECK_MESSAGE(to_toml(again) == to_toml(t), t.name);
        CHECK(again.copies == t.copies);
        CHECK(again.landscape == t.landscape);
        CHECK(again.parts.size() == t.parts.size());
    }
    CHECK(shipped_paper("tea") == nullptr);
}

TEST_CASE("a company's own template says what stands on the paper and in which order") {
    scene s;
    auto const id = whole_repair(s);
    auto const w = work_order_of(s.desk, id, until("2026-02-25 00:00"));
    REQUIRE(w);
    auto const own = read_paper(from_text("f",
                                          "name='mine'\ntitle='{business}派工单'\nsubtitle='No. {number} {nothing}'\n"
                                          "[[part]]\nfields=[['户名','customer'],['没有','no_such_field']]\n"
                                          "[[part]]\nheading='过程'\nlist='steps'\ncolumns=[['步骤','event','tight']]\n"
                                          "[[part]]\ntext='{customer}请收好{'\nsignatures=['用户签字']\n"));
    auto const text = text_of(fill(own, work_order_data(*w)));
    CHECK(has(text, "维修派工单  No. WX-1 \n户名  王芳\n"));
    CHECK_FALSE(has(text, "没有"));
    CHECK(has(text, "气密性试验"));
    CHECK(has(text, "王芳请收好{\n用户签字:____"));
}

TEST_CASE("a template that cannot be is refused with its line") {
    CHECK(refused("name='a'\ntitle='b'\n") == "f:1: part: the paper has no part");
    CHECK(refused("name='a'\ntitle='b'\n[[part]]\nfields=[['户名']]\n") ==
          "f:4: part[0].fields[0]: a label and the name of a field belong together");
    CHECK(refused("name='a'\ntitle='b'\n[[part]]\nlist='steps'\n") ==
          "f:3: part[0].columns: a list and its columns belong together");
    CHECK(has(refused("name='a'\ntitle='b'\n[[part]]\nlist='s'\ncolumns=[['a','b','wide']]\n"), "'wide' is not known"));
    CHECK(has(refused("name='a'\ntitle='b'\n[[part]]\nheadline='s'\n"), "did you mean 'heading'?"));
}

TEST_CASE("K6: the application form has the customer's copy and the hall's") {
    auto const all = sheets(*shipped_paper("application"), application_data(filed_form()));
    REQUIRE(all.size() == 2);
    CHECK(all[0].subtitle == "编号 BZ-1 · 城东厅 · 用户联");
    CHECK(all[1].subtitle == "编号 BZ-1 · 城东厅 · 存根联");
    auto const text = text_of(all[0]);
    for (char const* part : {"管道燃气用气申请表", "地址            桃园小区8幢2单元301\n", "用户类型        抄表\n",
                             "报装费(元)      2400\n", "报装费发票(原件)、户主身份证(复印件)", "熄火保护"})
        CHECK_MESSAGE(has(text, part), part);
    auto const page = html_of(all);
    CHECK(has(page, "用户联"));
    CHECK(has(page, "存根联"));
}

TEST_CASE("K8: the form shows what was signed and stamped and leaves open what was not") {
    auto const d = application_data(filed_form());
    CHECK(d.text("leaflets_received") == "已收");
    CHECK(d.text("terms_read") == "王芳");
    CHECK(d.text("invoice_stamped") == "已报装");
    auto const open = application_data({});
    for (char const* name : {"leaflets_received", "terms_read", "invoice_stamped"}) CHECK(open.text(name) == "");
}

TEST_CASE("K7: the installation sheet has the wishes and what was left on record and lines to sign") {
    scene s;
    auto const id = s.open({gongdan::kind::install,
                            at("2026-03-02 09:00"),
                            {role::customer, "王芳"},
                            level::agreed,
                            "BZ-1",
                            "城东厅",
                            {},
                            registration::ticket_fields([] {
                                auto f = filed_form();
                                f.care = registration::care::old;
                                f.home_service = f.meter_fitted = true;
                                f.wishes = "周末上门";
                                return f;
                            }())});
    auto const w = work_order_of(s.desk, id, until("2026-03-02 10:00"));
    REQUIRE(w);
    auto const text = text_of(fill(*shipped_paper("install_sheet"), work_order_data(*w)));
    CHECK(has(text, "安(改)装单  工单号 BZ-1\n"));
    CHECK(has(text, "用户要求    周末上门;已装表\n"));
    CHECK(has(text, "上门办理    老\n"));
    CHECK(has(text, "安装工签字:____"));
}

TEST_CASE("T26: a ticket opened from the form of a special customer says so on its paper") {
    auto f = filed_form();
    f.care = registration::care::disabled;
    scene s;
    auto const id = s.open({gongdan::kind::install,
                            at("2026-03-02 09:00"),
                            {role::customer, "王芳"},
                            level::agreed,
                            "BZ-1",
                            "城东厅",
                            {},
                            registration::ticket_fields(f)});
    auto const w = work_order_of(s.desk, id, until("2026-03-02 10:00"));
    REQUIRE(w);
    CHECK(work_order_data(*w).text("care") == "残");
}

TEST_CASE("K5: a hall's day is settled by business and by use of gas and compared with the till") {
    scene s;
    whole_repair(s);
    auto const gas = read_gas_sales(from_text("g",
                                              "day,hall,use,cubic_metres,yuan\n"
                                              "2026-02-24,城东厅,居民,12.5,35.50\n2026-02-24,城东厅,household,10,28\n"
                                              "2026-02-24,城西厅,industry,1000,3000\n2026-02-23,城东厅,居民,9,9\n"));
    auto when = until("2026-02-24 18:00");
    when.hall = "城东厅";
    auto const day = settle(snapshot{s.desk, when}, when, on("2026-02-24"), gas, money{9850});
    REQUIRE(day.by_type.size() == 1);
    CHECK(day.by_type[0].opened == 1);
    CHECK(day.by_type[0].closed == 1);
    CHECK(day.by_type[0].payments == 1);
    CHECK(day.fees() == yuan(35));
    CHECK(day.by_use[0].litres == 22500);
    CHECK(day.by_use[1].sales == 0);
    CHECK(day.gas_sold() == money{6350});
    auto const d = settlement_data(day);
    CHECK(d.text("difference") == "0");
    CHECK(d.fields.count("unreadable") == 0);
    auto const& household = d.lists.at("gas").at(0);
    CHECK(household.at("use").text == "居民");
    CHECK(household.at("volume").text == "22.500");
    CHECK(household.at("amount").text == "63.50");
    auto const short_of = settle(snapshot{s.desk, when}, when, on("2026-02-24"), gas, money{9800});
    CHECK(settlement_data(short_of).text("difference") == "-0.50");
    auto const before = settle(snapshot{s.desk, when}, when, on("2026-02-23"), {});
    CHECK(before.by_type.empty());
}

TEST_CASE("K5: a fee that is no amount stands in no sum and its ticket is named") {
    CHECK(amount_named("改装费 260.00 元").value == yuan(260));
    CHECK(amount_named("免费").value == yuan(0));
    CHECK_FALSE(amount_named("面议"));
    CHECK_FALSE(amount_named("20 到 30 元"));
}

TEST_CASE("K4: what was closed is in the archive with its papers") {
    scene s;
    whole_repair(s);
    s.open({gongdan::kind::repair, at("2026-02-24 09:00"), receptionist("李娜"), level::waiting, "WX-2", "城东厅"});
    auto when = until("2026-02-25 00:00");
    auto const d = archive_data(snapshot{s.desk, when}, when);
    REQUIRE(d.lists.at("files").size() == 1);
    auto const& row = d.lists.at("files")[0];
    CHECK(row.at("number").text == "WX-1");
    CHECK(row.at("closed").text == "2026-02-24 16:20");
    CHECK(has(row.at("papers").text, "隐患整改通知单"));
    when.since = at("2026-02-24 16:21");
    CHECK(archive_data(snapshot{s.desk, when}, when).lists.at("files").empty());
    when = until("2026-02-24 16:19");
    CHECK(archive_data(snapshot{s.desk, when}, when).lists.at("files").empty());
}

TEST_CASE("a paper is a table too: its fields or where it begins with a list that list") {
    scene s;
    auto const id = whole_repair(s);
    auto const when = until("2026-02-25 00:00");
    auto const w = work_order_of(s.desk, id, when);
    REQUIRE(w);
    auto const order = csv_of(*shipped_paper("work_order"), work_order_data(*w));
    CHECK(has(order, "label,value\n工单号,WX-1\n"));
    CHECK(has(order, "维修工签领,赵军 · 2026-02-24 08:45\n"));
    auto const rows = csv_of(*shipped_paper("ledger"), ledger_data(ledger(s.desk, when), when));
    CHECK(has(rows, "工单号,受理,用户、地址,"));
    CHECK(has(rows, "WX-1,02-24 08:10,王芳 · 桃园路 8 号,"));
}

TEST_CASE("a table of gas sold with a row that cannot be read is refused whole") {
    CHECK_THROWS_AS(
        static_cast<void>(read_gas_sales(from_text("g", "day,hall,use,cubic_metres,yuan\n2026-02-24,a,b,1,1\n"))),
        input_error);
    CHECK_THROWS_AS(static_cast<void>(
                        read_gas_sales(from_text("g", "day,hall,use,cubic_metres,yuan\n2026-02-24,a,居民,1,1.234\n"))),
                    input_error);
}
