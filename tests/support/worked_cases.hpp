#pragma once

#include <gongdan/files/csv.hpp>
#include <support/data.hpp>

#include <string>
#include <vector>

/// A deadline reasoned by hand in tests/fixtures/more_cases.csv: what is asked, what comes out, and why.
struct worked_deadline {
    std::string id, accepted, target, holds, as_known, provisional;
    std::string deadline, flag, reason_has, why;
};

inline std::vector<worked_deadline> worked_deadlines() {
    auto const text = gongdan::read_source((source_dir() / "tests" / "fixtures" / "more_cases.csv").string());
    gongdan::csv_reader csv{text};
    std::vector<worked_deadline> all;
    while (auto const row = csv.next()) {
        auto const cell = [&](char const* name) { return std::string{(*row)[csv.column(name)]}; };
        all.push_back({cell("id"), cell("accepted"), cell("target"), cell("holds"), cell("as_known"),
                       cell("provisional"), cell("deadline"), cell("flag"), cell("reason_has"), cell("why")});
    }
    return all;
}
