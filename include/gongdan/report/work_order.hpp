#pragma once

#include <gongdan/report/document.hpp>
#include <gongdan/report/ledger.hpp>
#include <gongdan/report/paper.hpp>

#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

/// A ticket as the paper that goes with it (K1): everything on record, step by step.
struct work_order {
    struct line {
        instant when;
        instant recorded;  ///< later than `when` where it was reported later
        std::string event;
        std::string who;
        std::string as;
        std::string state;  ///< where the ticket stood after it
        std::string data;   ///< what came with it
        bool in_conflict = false;
    };
    struct proof {
        std::string what;
        mark left;  ///< not made: it is not on record
        std::string text;
    };

    ticket_id id;
    std::string number;
    sentence type;
    sentence state;
    level urgency = level::waiting;
    instant received;
    std::string hall, customer, phone, place, fault, crew;
    std::optional<interval> agreed;
    std::vector<line> lines;
    std::vector<proof> proofs;             ///< all evidence the lifecycle knows of
    std::optional<ledger_row> dispatched;  ///< the last order issued, where the type has orders
    test_result test;
    std::string fee;  ///< as noted; empty where it was not
    mark fee_agreed;
    mark fee_paid;
    mark customer_signature;
    payload own;  ///< what the host put on the ticket, by its own names
};

/// Refuses a ticket that is not there by then.
[[nodiscard]] answer<work_order> work_order_of(desk const& d, ticket_id id, scope const& s);
/// What its papers print (`work_order`, `install_sheet`); the host's own fields by their own names, where ours has none.
[[nodiscard]] paper_data work_order_data(work_order const& w);
/// 《维修业务工单》; for other types of ticket 《…业务工单》.
[[nodiscard]] document work_order_form(work_order const& w);

}}}  // namespace gongdan::report

#ifndef GONGDAN_COMPILED
#include <gongdan/report/work_order.ipp>
#endif
