#pragma once

#include <gongdan/report/document.hpp>
#include <gongdan/report/paper.hpp>
#include <gongdan/report/wording.hpp>

#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

/// A hazard found at a customer's (T8), as far as its ticket knows.
struct hazard {
    ticket_id id;
    std::string number;
    sentence type;
    std::string hall;
    std::string customer;
    std::string place;
    std::string description;
    mark found;
    std::string measures;
    mark notice;             ///< who wrote it, when
    std::string rectify_by;  ///< as written; empty where no deadline was set
    mark signature;          ///< the customer's
    mark cleared;            ///< the re-check that found it gone (T14)
    bool ticket_open = true;
    bool followed_here = false;  ///< this type's lifecycle knows the re-check; else an inspection of its own follows up

    [[nodiscard]] bool open() const { return !cleared.made(); }
};

/// The hazard of a ticket with these steps, or nothing where none was found.
[[nodiscard]] std::optional<hazard> hazard_of(seen_ticket const& t,
                                              std::vector<step> const& steps,
                                              scope const& s,
                                              language l);
/// All hazards by then, by when they were found.
[[nodiscard]] std::vector<hazard> hazards(snapshot const& seen, scope const& s, language l);
[[nodiscard]] bool found_before(hazard const& a, hazard const& b);

/// 《安全隐患整改通知单》 (K3) for the customer. Refuses an unknown ticket and one without a hazard.
[[nodiscard]] answer<document> hazard_notice(desk const& d, ticket_id id, scope const& s);
[[nodiscard]] paper_data hazard_notice_data(hazard const& h);
[[nodiscard]] document hazard_notice_form(hazard const& h);

}}}  // namespace gongdan::report

#ifndef GONGDAN_COMPILED
#include <gongdan/report/hazard.ipp>
#endif
