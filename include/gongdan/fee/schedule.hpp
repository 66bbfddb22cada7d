#pragma once

#include <gongdan/core/answer.hpp>
#include <gongdan/core/term.hpp>
#include <gongdan/fee/money.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {
namespace fee {

/// What a registration fee depends on (V12).
enum class dwelling : std::uint8_t { multi_storey, high_rise, villa };

}  // namespace fee

template <>
struct labels<fee::dwelling> {
    static constexpr term table[] = {
        {"multi_storey", "多层", "multi-storey"},
        {"high_rise", "高层", "high-rise"},
        {"villa", "别墅", "villa"},
    };
};

namespace fee {

/// Days on which a price holds, both ends included.
struct effect {
    day from;
    std::optional<day> until = {};

    [[nodiscard]] bool holds(day d) const { return from <= d && (!until || d <= *until); }
    [[nodiscard]] bool meets(effect const& other) const {
        return (!until || other.from <= *until) && (!other.until || from <= *other.until);
    }
};

struct registration_price {
    dwelling what = dwelling::multi_storey;
    money amount;
    effect in_force;
    std::string source = {};  ///< the document that sets it
};

/// A piece of work or material with its price (T36).
struct work_price {
    std::string code;
    sentence name;
    std::string unit;  ///< 米, 只, 次
    money each;
    effect in_force;
    std::string source = {};
};

/// What a technician's time costs (T36).
struct labour_price {
    money per_step;
    seconds step = minutes{15};  ///< a step that was begun counts whole
    seconds free = seconds{0};   ///< the visit's first minutes, not charged
    effect in_force;
    std::string source = {};
};

/// What a company charges, as data (V12, T36): each price with its days of effect and its source.
struct schedule {
    std::string name;
    std::string version;
    std::string source = {};
    std::vector<registration_price> registration = {};
    std::vector<work_price> work = {};
    std::vector<labour_price> labour = {};

    /// The price that holds on a day; nothing where the schedule has none.
    [[nodiscard]] registration_price const* registering(dwelling what, day on) const;
    [[nodiscard]] work_price const* price_of(std::string_view work_code, day on) const;
    [[nodiscard]] labour_price const* labour_on(day on) const;
};

/// Work that was done or material that was used.
struct work_done {
    std::string code;
    std::int64_t quantity = 1;  ///< 0 to 1,000,000
};

struct bill {
    struct line {
        sentence what;
        std::string quantity;  ///< `3 米`, `2 × 15 min`
        money amount;
    };
    std::vector<line> lines;
    money total;
};

/// The fee of a visit: what was done and the time it took (T36). Refuses work that has no price on that day, a quantity
/// out of bounds, and a time that is negative or longer than 100 days.
[[nodiscard]] answer<bill> bill_of(schedule const& prices, std::vector<work_done> const& work, seconds time, day on);

/// The registration fees of 《营业厅工作流程标准》 (V12). The book prices no other work.
[[nodiscard]] schedule const& handbook();

}
}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/fee/schedule.ipp>
#endif
