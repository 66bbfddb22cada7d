// What things cost: amounts, prices with their days, and the bill of a visit.

#include <gongdan/fee/file.hpp>
#include <gongdan/files/source.hpp>

#include <support/data.hpp>

#include <doctest/doctest.h>

using namespace gongdan;

namespace {

fee::schedule city() { return fee::read_schedule(read_source((source_dir() / "examples/fees/city.toml").string())); }

std::string refused(std::string text) {
    try {
        static_cast<void>(fee::read_schedule(from_text("f", "name='n'\nversion='1'\n" + std::move(text))));
    } catch (input_error const& e) { return e.what(); }
    return "read";
}

}  // namespace

TEST_CASE("an amount is yuan with at most two digits of fen") {
    CHECK(read_money("2400").value == yuan(2400));
    CHECK(read_money("45.5").value == money{4550});
    CHECK(read_money("0.05").value == money{5});
    CHECK(to_text(money{4505}) == "45.05");
    CHECK(to_text(yuan(60)) == "60");
    for (char const* bad : {"", "-1", "1.234", "1.", ".5", "1e3", "2 400", "1000000001", "99999999999999999999"})
        CHECK_MESSAGE(!read_money(bad), bad);
}

TEST_CASE("T36: the fee of a visit depends on the work done and on the time it took") {
    auto const b = fee::bill_of(city(), {{"bellows_metre", 2}, {"valve", 1}}, minutes{46}, on("2026-03-02"));
    REQUIRE(b);
    REQUIRE(b->lines.size() == 3);
    CHECK(b->lines[0].amount == yuan(71));
    CHECK(b->lines[2].quantity == "3 × 15 min");
    CHECK(b->total == yuan(71 + 60 + 60));
}

TEST_CASE("T36: time within the free minutes costs nothing and a step begun counts whole") {
    auto const cost = [](seconds t) { return fee::bill_of(city(), {}, t, on("2026-03-02"))->total; };
    CHECK(cost(minutes{15}) == yuan(0));
    CHECK(cost(minutes{15} + seconds{1}) == yuan(20));
    CHECK(cost(minutes{30}) == yuan(20));
    CHECK(cost(minutes{30} + seconds{1}) == yuan(40));
}

TEST_CASE("work without a price on that day is refused by its name") {
    auto const b = fee::bill_of(city(), {{"valve", 1}}, minutes{0}, on("2025-12-31"));
    REQUIRE_FALSE(b);
    CHECK(b.why().en == "'valve' has no price on 2025-12-31");
    CHECK_FALSE(fee::bill_of(city(), {{"valve", -1}}, minutes{0}, on("2026-03-02")));
    CHECK_FALSE(fee::bill_of(city(), {}, seconds{-1}, on("2026-03-02")));
}

TEST_CASE("two prices for one thing on one day are refused with the line") {
    CHECK(refused("[[registration]]\ndwelling='villa'\nyuan=1\nfrom=2020-01-01\nuntil=2020-12-31\n"
                  "[[registration]]\ndwelling='villa'\nyuan=2\nfrom=2021-01-01\n") == "read");
    auto const clash = refused(
        "[[registration]]\ndwelling='villa'\nyuan=1\nfrom=2020-01-01\nuntil=2021-01-01\n"
        "[[registration]]\ndwelling='villa'\nyuan=2\nfrom=2021-01-01\n");
    CHECK(clash == "f:11: registration[1].from: another price for this is in force from 2020-01-01");
}

TEST_CASE("an amount with fen is written as a text and a price does not end before it begins") {
    CHECK(refused("[[labour]]\nyuan=1.5\nfrom=2020-01-01\n").find("write an amount with fen as a text") !=
          std::string::npos);
    CHECK(refused("[[labour]]\nyuan=1\nfrom=2020-01-01\nuntil=2019-01-01\n").find("ends before it begins") !=
          std::string::npos);
}
