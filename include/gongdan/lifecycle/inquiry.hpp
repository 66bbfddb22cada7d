#pragma once

#include <gongdan/lifecycle/blocks.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Inquiry into a gas accident (事故调查): T15, T16. The leaders are told before anything else; there is no report
/// without a cause, and no end without measures.
struct inquiry {
    static constexpr term label{"inquiry", "事故调查", "accident inquiry"};

    enum class state : std::uint8_t {
        opened,
        leaders_told,
        investigating,
        cause_found,
        reported,
        closed,
    };
    enum class event : std::uint8_t {
        tell_leaders,
        investigate,
        find,
        report,
        close,
    };

    // clang-format off
    using rows = table<
        row<state::opened,        event::tell_leaders, state::leaders_told,  office, gives<evidence::leaders_told>, rule<'T', 15>>,
        row<state::leaders_told,  event::investigate,  state::investigating, investigators, needs<evidence::leaders_told>, rule<'T', 16>>,
        row<state::investigating, event::find,         state::cause_found,   investigators, gives<evidence::cause_found>, rule<'T', 16>>,
        row<state::cause_found,   event::report,       state::reported,      investigators, needs<evidence::cause_found>, gives<evidence::report_written>, rule<'T', 16>>,
        row<state::reported,      event::close,        state::closed,        by<role::superior, role::leader>, needs<evidence::report_written, evidence::measures_proposed>, rule<'T', 16>>>;
    // clang-format on
    using closed = states<state::closed>;
};

template <>
struct labels<inquiry::state> {
    static constexpr term table[] = {
        {"opened", "待立案", "opened"},
        {"leaders_told", "已上报", "leaders told"},
        {"investigating", "调查中", "under investigation"},
        {"cause_found", "已查明", "cause found"},
        {"reported", "已出报告", "report given"},
        {"closed", "已结案", "closed"},
    };
};

template <>
struct labels<inquiry::event> {
    static constexpr term table[] = {
        {"tell_leaders", "向领导汇报", "tell the leaders"},
        {"investigate", "调查", "investigate"},
        {"find", "查明原因", "find the cause"},
        {"report", "出调查报告", "give the report"},
        {"close", "结案", "close"},
    };
};

/// Needs inquiry.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& inquiry_lifecycle();

}}  // namespace gongdan
