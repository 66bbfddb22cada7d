#pragma once

#include <gongdan/fee/schedule.hpp>

#include <fmt/format.h>

namespace gongdan { inline namespace GONGDAN_MODE { namespace fee {

namespace schedule_detail {

inline constexpr std::int64_t most_of_one = 1'000'000;
inline constexpr seconds longest_visit = hours{2400};

template <class Price, class Fits>
Price const* holding(std::vector<Price> const& all, day on, Fits fits) {
    for (Price const& p : all)
        if (fits(p) && p.in_force.holds(on)) return &p;
    return nullptr;
}

inline refusal no_price(std::string_view code, day on) {
    return {"fee.no_price", "T36", fmt::format("{} 在 {} 没有价格", code, to_text(on)),
            fmt::format("'{}' has no price on {}", code, to_text(on))};
}

inline refusal out_of_bounds(std::string_view what) {
    return {"fee.out_of_bounds", "T36", fmt::format("{}:数量或时间超出范围", what),
            fmt::format("{}: a quantity or time out of bounds", what)};
}

inline void add(bill& b, bill::line line) {
    b.total = b.total + line.amount;
    b.lines.push_back(std::move(line));
}

inline bill::line time_line(labour_price const& p, seconds time) {
    auto const charged = time > p.free ? time - p.free : seconds{0};
    auto const steps = (charged + p.step - seconds{1}) / p.step;
    return {{"人工", "labour"}, fmt::format("{} × {}", steps, span_text(p.step)), p.per_step * steps};
}

}  // namespace schedule_detail

GONGDAN_INLINE registration_price const* schedule::registering(dwelling what, day on) const {
    return schedule_detail::holding(registration, on, [&](auto const& p) { return p.what == what; });
}

GONGDAN_INLINE work_price const* schedule::price_of(std::string_view work_code, day on) const {
    return schedule_detail::holding(work, on, [&](auto const& p) { return p.code == work_code; });
}

GONGDAN_INLINE labour_price const* schedule::labour_on(day on) const {
    return schedule_detail::holding(labour, on, [](auto const&) { return true; });
}

GONGDAN_INLINE answer<bill> bill_of(schedule const& prices, std::vector<work_done> const& work, seconds time, day on) {
    using namespace schedule_detail;
    bill b;
    for (work_done const& w : work) {
        auto const* p = prices.price_of(w.code, on);
        if (p == nullptr) return no_price(w.code, on);
        if (w.quantity < 0 || w.quantity > most_of_one) return out_of_bounds(w.code);
        add(b, {p->name, fmt::format("{} {}", w.quantity, p->unit), p->each * w.quantity});
    }
    if (time < seconds{0} || time > longest_visit) return out_of_bounds("labour");
    if (auto const* p = prices.labour_on(on)) add(b, time_line(*p, time));
    return b;
}

GONGDAN_INLINE schedule const& handbook() {
    static schedule const s = [] {
        constexpr char const* book = "营业厅工作流程标准 1.2.1";
        effect const always{on("2002-01-01")};  // the book gives no date; it knows of no invoice before this day
        schedule x{"营业厅", "1", book};
        x.registration = {{dwelling::multi_storey, yuan(2400), always, book},
                          {dwelling::high_rise, yuan(2850), always, book},
                          {dwelling::villa, yuan(4000), always, book}};
        return x;
    }();
    return s;
}

}}}  // namespace gongdan::fee
