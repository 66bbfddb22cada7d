#pragma once

#include <gongdan/report/document.hpp>
#include <gongdan/report/paper.hpp>
#include <gongdan/report/wording.hpp>

#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

/// What a test of air-tightness said.
struct test_result {
    mark done;  ///< the last one
    bool passed = false;
    int failed_before = 0;
    std::string reading;  ///< as it was noted, where it was
};

/// A line of the dispatch ledger (K2): a work order that was issued. An order issued again after a visit in vain is a line
/// of its own, with its own signatures.
struct ledger_row {
    ticket_id id;
    std::string number;
    int issue = 1;  ///< the how manieth order of the ticket
    level urgency = level::waiting;
    std::string hall;
    std::string customer;
    std::string place;
    std::string fault;
    std::string crew;
    instant received;
    std::optional<interval> agreed;  ///< the time that stood when this order was carried out
    mark issued;
    mark signed_at_issue;  ///< the technician's signature when he takes the order (T5)
    mark arrived;
    test_result test;
    mark confirmed;  ///< the customer's signature under the order (T9)
    mark handed_back;
    mark signed_at_return;  ///< the technician's signature when the ledger is completed (T9)
    mark closed;
    std::string remark;  ///< a visit in vain, or an end that is not the usual one
};

/// The orders of one ticket.
[[nodiscard]] std::vector<ledger_row> orders_of(seen_ticket const& t, scope const& s);
/// Takes in a step; one that is no test of air-tightness changes nothing.
void note_test(test_result& r, seen_ticket const& t, step const& s);

/// The ledger (T5, T9): tickets of all types whose lifecycle enters orders in one, by when their orders were issued.
[[nodiscard]] std::vector<ledger_row> ledger(desk const& d, scope const& s);
[[nodiscard]] paper_data ledger_data(std::vector<ledger_row> const& rows, scope const& s);
/// 《客服部维修派工台帐》, A4 across.
[[nodiscard]] document ledger_form(std::vector<ledger_row> const& rows, scope const& s);

}}}  // namespace gongdan::report

#ifndef GONGDAN_COMPILED
#include <gongdan/report/ledger.ipp>
#endif
