#pragma once

#include <gongdan/fee/money.hpp>
#include <gongdan/report/paper.hpp>
#include <gongdan/report/snapshot.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {
namespace report {

/// Who uses the gas that was sold (K5).
enum class gas_use : std::uint8_t { household, industry, public_use };

}  // namespace report

template <>
struct labels<report::gas_use> {
    static constexpr term table[] = {
        {"household", "居民", "household"},
        {"industry", "工业", "industry"},
        {"public", "公福", "public"},
    };
};

namespace report {

/// Gas sold at a counter, as the meters or the till tell it.
struct gas_sale {
    day on;
    std::string hall;
    gas_use use = gas_use::household;
    std::int64_t litres = 0;  ///< 1/1000 cubic metre
    money amount;
};

/// A hall's day, settled the same day (日清日结, K5).
struct settlement {
    struct business {
        sentence type;
        std::size_t opened = 0;
        std::size_t closed = 0;
        std::size_t payments = 0;
        money amount;
    };
    struct gas {
        gas_use use = gas_use::household;
        std::size_t sales = 0;
        std::int64_t litres = 0;
        money amount;
    };

    day on;
    std::string hall;
    std::vector<business> by_type;        ///< types with anything on this day, by name
    std::vector<gas> by_use;              ///< all three, in order
    std::vector<std::string> unreadable;  ///< tickets whose fee is no amount: they are in no sum
    std::optional<money> counted;         ///< what lay in the till

    [[nodiscard]] money fees() const;
    [[nodiscard]] money gas_sold() const;
    [[nodiscard]] money due() const { return fees() + gas_sold(); }
};

/// The one amount a text names: `35`, `35.50 元`, `改装费 260.00 元`; 免费 is none at all. Two amounts are none that can be
/// read.
[[nodiscard]] reading<money> amount_named(std::string_view text);

/// What happened on the day, up to the scope's instant: tickets opened and closed, fees paid (`fee_paid` on record, the
/// amount in the host's fee field), gas sold.
[[nodiscard]] settlement settle(snapshot const& seen,
                                scope const& s,
                                day on,
                                std::vector<gas_sale> const& sales,
                                std::optional<money> counted = {});
[[nodiscard]] paper_data settlement_data(settlement const& s);

/// What was closed and filed within [scope.since, scope.as_of], with its papers (K4): the data of `archive`.
[[nodiscard]] paper_data archive_data(snapshot const& seen, scope const& s);

}
}}  // namespace gongdan::report

#ifndef GONGDAN_COMPILED
#include <gongdan/report/settlement.ipp>
#endif
