// The forms an explanation comes in: what they show adds up to the budget.

#include <gongdan/calendar/china.hpp>
#include <gongdan/sla/explain_forms.hpp>
#include <gongdan/sla/explain_words.ipp>
#include <gongdan/time/civil.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace gongdan;

namespace {

explanation of(char const* target, char const* accepted, std::vector<interval> const& holds) {
    std::vector<explained_hold> named;
    for (interval const h : holds) named.push_back({h, {"用户", "customer"}});
    return explain(*expression::parse(target), china(), {at(accepted), {}, holds.data(), holds.size()}, named);
}

}  // namespace

TEST_CASE("a strip shows each day's half hours, what they counted and what stood still") {
    auto const x = of("6 service hours", "2026-02-13 16:00", {{at("2026-02-14 09:00"), at("2026-02-14 10:45")}});
    CHECK(to_strip(x, china(), language::en) ==
          "  # counts  = held  . stands still; one mark is half an hour\n"
          "  2026-02-13 Fri                                  ####............  2 h 00 min  2 h 00 min  working day\n"
          "  2026-02-14 Sat  ................##===#######                      4 h 00 min  6 h 00 min  Spring Festival "
          "make-up working day (国办发明电〔2025〕7号); held: customer\n"
          "  due 2026-02-14 13:45\n");
}

TEST_CASE("a strip of days has one mark a day") {
    auto const x =
        of("3 working days from next day", "2026-02-13 16:00", {{at("2026-02-24 10:00"), at("2026-02-25 00:00")}});
    auto const strip = to_strip(x, china(), language::zh);
    CAPTURE(strip);
    CHECK(strip.find("  # 计时  = 暂停  . 不计;一格一天\n") != std::string::npos);
    CHECK(strip.find("  2026-02-14 Sat  #        1 天        1 天  春节调休上班") != std::string::npos);
    CHECK(strip.find("  2026-02-15 Sun  .           -        1 天  春节放假") != std::string::npos);
    CHECK(strip.find("  2026-02-24 Tue  =           -        1 天  工作日; 暂停:用户\n") != std::string::npos);
    CHECK(strip.find("截止 2026-02-26 24:00") != std::string::npos);
}

TEST_CASE("in every form, what an explanation counted is the budget, or the budget less what was left") {
    auto const days = china();
    std::mt19937 random{42};
    auto const pick = [&](std::uint32_t n) { return static_cast<std::int64_t>(random() % n); };
    char const* const targets[] = {"36 h",
                                   "17 service hours",
                                   "4 working days from next day",
                                   "4 working days from next day, by close",
                                   "4 working days from next day, same time, held any part",
                                   "4 days from next day, held whole day",
                                   "5 service hours, from opening",
                                   "90 min, from opening"};
    for (int i = 0; i < 3'000; ++i) {
        auto const e = *expression::parse(targets[pick(std::size(targets))]);
        instant const start = at("2025-09-20 00:00") + seconds{pick(30 * 86'400)};
        std::vector<interval> holds;
        for (auto n = pick(4); n > 0; --n) {
            instant const from = start + seconds{pick(6 * 86'400)};
            holds.push_back({from, pick(12) == 0 ? distant_future : from + seconds{pick(2 * 86'400)}});
        }
        merge(holds);
        auto const x = explain(e, days, {start, {}, holds.data(), holds.size()});
        CAPTURE(to_text(e));
        CAPTURE(to_text(start));
        std::int64_t sum = 0;
        for (segment const& s : x.segments) sum += s.counted;
        REQUIRE(sum + x.result.left == e.amount);
        REQUIRE(std::is_sorted(x.segments.begin(), x.segments.end(),
                               [](segment const& a, segment const& b) { return a.to <= b.from && a.from < b.from; }));
        // The strip's last running sum is the same sum, and so is the JSON's.
        REQUIRE(to_json(x, days).find("\"counted\": " + std::to_string(sum) + "\n}") != std::string::npos);
        auto const strip = to_strip(x, days, language::en);
        auto const shown = explain_detail::amount(sum, x.unit, language::en);
        REQUIRE((x.segments.empty() || strip.find(" " + shown + "  ") != std::string::npos));
    }
}
