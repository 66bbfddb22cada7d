#pragma once

#include <gongdan/files/csv.hpp>
#include <gongdan/report/gas_file.hpp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

namespace gas_file_detail {

/// `12.345`, from 0 to a million cubic metres.
inline std::int64_t litres(csv_row const& row, csv_column c) {
    auto const m = row.number(c, 0, 1'000'000);
    return static_cast<std::int64_t>(m * 1000 + 0.5);
}

}  // namespace gas_file_detail

GONGDAN_INLINE std::vector<gas_sale> read_gas_sales(source const& from) {
    csv_reader csv{from};
    csv.only({"day", "hall", "use", "cubic_metres", "yuan"});
    auto const on = csv.column("day");
    auto const hall = csv.column("hall");
    auto const use = csv.column("use");
    auto const volume = csv.column("cubic_metres");
    auto const yuan = csv.column("yuan");
    std::vector<gas_sale> all;
    while (auto const row = csv.next()) {
        gas_sale s;
        s.on = row->day(on);
        s.hall = (*row)[hall];
        s.use = row->one_of<gas_use>(use);
        s.litres = gas_file_detail::litres(*row, volume);
        s.amount = row->good(yuan, read_money((*row)[yuan]));
        all.push_back(std::move(s));
    }
    return all;
}

}}}  // namespace gongdan::report
