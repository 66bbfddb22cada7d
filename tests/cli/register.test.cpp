// The register verb: forms from files, faults as text, table and lines.

#include <support/tool.hpp>

#include <doctest/doctest.h>

TEST_CASE("register names every fault of every form and exits 1") {
    auto const r = run_tool("register examples/registration/forms.jsonl --lang en");
    CHECK(r.exit == 1);
    CHECK(r.text.find("forms.jsonl:1:") == std::string::npos);
    for (char const* part :
         {"forms.jsonl:2: customer V3: the customer's name holds a blank", "forms.jsonl:2: payment V1: ",
          "forms.jsonl:2: invoice_date V11: ", "forms.jsonl:2: kind V17: ", "forms.jsonl:2: fee V12: ",
          "forms.jsonl:3: papers T25: ", "forms.jsonl:3: home_service T26: ", "3 forms, 2 at fault, "})
        CHECK_MESSAGE(r.text.find(part) != std::string::npos, part);
}

TEST_CASE("register writes its faults as a table and as JSON Lines") {
    auto const csv = run_tool("register examples/registration/forms.jsonl --format csv");
    CHECK(csv.text.find("file,line,id,field,rule,zh,en\n") == 0);
    CHECK(csv.text.find("examples/registration/forms.jsonl,2,BZ-0302-02,customer,V3,用户姓名不得出现空格,") !=
          std::string::npos);
    auto const lines = run_tool("register - --format jsonl < examples/registration/forms.jsonl");
    CHECK(lines.text.find(
              R"({"file": "standard input", "line": 2, "id": "BZ-0302-02", "field": "customer", "rule": "V3", )") == 0);
}

TEST_CASE("register exits 0 where all is well and asks for signatures before filing") {
    scratch_folder folder;
    auto const good = R"({"customer":"王芳","unit":"2","home_record":"new","dwelling":"多层","user_type":"IC卡",)"
                      R"("payment":"充值","kind":"single","registered":"2026-03-02","invoice_date":"2026-03-02",)"
                      R"("fee":2400,"papers":["invoice","identity"]})";
    auto const file = folder.put("good.jsonl", good);
    CHECK(run_tool("register " + file + " --today 2026-03-02").exit == 0);
    auto const filing = run_tool("register " + file + " --stage file");
    CHECK(filing.exit == 1);
    CHECK(filing.text.find("K8") != std::string::npos);
}

TEST_CASE("what register cannot use it refuses") {
    scratch_folder folder;
    auto const table = folder.put("forms.csv", "custmer\na\n");
    auto const fees = folder.put("fees.toml", "name='n'\nversion='1'\n[[labour]]\nyuan='x'\nfrom=2026-01-01\n");
    refused_input const cases[] = {
        {"register " + table, "forms.csv:1: custmer: 'custmer' is not known; did you mean 'customer'?"},
        {"register nowhere.jsonl", "nowhere.jsonl"},
        {"register examples/registration/forms.jsonl --fees " + fees, "fees.toml:4: labour[0].yuan: an amount is"},
        {"register examples/registration/forms.jsonl --today 2026-02-30", "--today"},
        {"register examples/registration/forms.jsonl --stage sign", "sign not in {save,file}"},
    };
    for (auto const& c : cases) CHECK_EQ(not_refused(c, folder), "");
}
