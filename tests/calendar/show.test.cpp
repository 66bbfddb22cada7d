#include <gongdan/calendar/china.hpp>
#include <gongdan/calendar/file.hpp>
#include <gongdan/calendar/show.hpp>
#include <support/data.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace gongdan;

TEST_CASE("a month is drawn from Monday, with what is special and why") {
    CHECK(*draw_month(china(), 2026, 2) == R"(2026年2月  2026-02    china 国办发明电〔2025〕7号

    一       二       三       四       五       六       日
   Mon      Tue      Wed      Thu      Fri      Sat      Sun
                                                          1 ·
    2        3        4        5        6        7 ·      8 ·
    9       10       11       12       13       14 班    15 休
   16 休    17 休    18 休    19 休    20 休    21 休    22 休
   23 休    24       25       26       27       28 班

     14 班  春节调休上班 · Spring Festival, make-up day  国办发明电〔2025〕7号
  15-23 休  春节放假 · Spring Festival  国办发明电〔2025〕7号
     28 班  春节调休上班 · Spring Festival, make-up day  国办发明电〔2025〕7号
  工作日 working days 16 · 休息日 days of rest 12
  服务时段 hours: 工作日 working days 08:00-18:00 · 休息日 days of rest 09:00-17:00
)");
}

TEST_CASE("a month shows out of which layer a day is, hours of its own, and what is forbidden") {
    auto const days = read_calendar(read_source((source_dir() / "examples" / "calendars" / "hall.toml").string()));
    auto const page = *draw_month(days, 2026, 2);
    CAPTURE(page);
    for (char const* line :
         {"  15-23 休  春节放假 · Spring Festival  国办发明电〔2025〕7号  [china]\n",
          "     26 休  司庆放假 · Company day  服务承诺书 2026  [hall 3]\n",
          "working days 08:30-12:00, 13:30-17:30 · 休息日 days of rest 关闭 closed\n",
          "    星期五 Friday: 08:30-12:00, 13:30-16:30\n", "    2026-02-24: 10:00-12:00, 13:30-17:30\n",
          "  不得 not: 向居民恢复供气 restoring gas to homes 22:00-06:00  服务承诺书 2026\n"})
        CHECK(page.find(line) != std::string::npos);
}

TEST_CASE("a month past the last notice is refused by its year, or drawn as provisional") {
    CHECK(draw_month(china(), 2027, 1).why().en.find("2027") != std::string::npos);
    CHECK(draw_month(*china({{}, true}), 2027, 2)->find("暂定 provisional") != std::string::npos);
    CHECK(draw_month(china(), 2026, 2)->find("provisional") == std::string::npos);
    CHECK(draw_month(china(), 2026, 12)->find("   28       29       30       31\n") != std::string::npos);
}
