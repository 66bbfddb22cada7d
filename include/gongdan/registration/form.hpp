#pragma once

#include <gongdan/core/term.hpp>
#include <gongdan/fee/schedule.hpp>
#include <gongdan/registration/field.hpp>
#include <gongdan/ticket/level.hpp>
#include <gongdan/ticket/payload.hpp>
#include <gongdan/time/instant.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace registration {

/// What is entered under an invoice that was lost, or a meter whose day of fitting nobody knows (V9, V18): 2002-01-01.
[[nodiscard]] day unknown_date();

/// Where a home is. A villa has no unit.
struct address {
    std::string community, building, unit, room;

    [[nodiscard]] bool empty() const { return community.empty() && building.empty() && unit.empty() && room.empty(); }
    [[nodiscard]] std::string text() const { return community + building + unit + room; }
    friend bool operator==(address const& a, address const& b) {
        return a.community == b.community && a.building == b.building && a.unit == b.unit && a.room == b.room;
    }
};

/// The application form 《用气申请表》 as it was filled in. What was left open is empty; a question of yes or no that was
/// not answered is no.
struct form {
    std::string id, hall;
    std::string customer, phone;
    std::string identity_name;  ///< on the identity card that was shown
    std::string agent;          ///< who came in the customer's place
    address home;
    std::optional<registration::home_record> home_record = {};
    std::optional<gongdan::fee::dwelling> dwelling = {};
    std::optional<registration::user_type> user_type = {};
    std::optional<registration::payment> payment = {};
    std::string bank_card, bank_name, card_holder;
    bool card_confirmed = false;  ///< the number was read back to the customer (V20)
    std::string sms_number, sms_company;
    std::optional<registration::kind> kind = {};
    std::optional<day> registered = {};
    std::optional<day> invoice_date = {};
    std::string invoice_name;
    std::optional<money> fee = {};
    std::optional<registration::kind> fee_paid_by = {};  ///< for many at once, or at the counter
    std::optional<day> paid_on = {};                     ///< where it was not the day of the invoice
    std::vector<paper> papers = {};
    bool invoice_lost = false;
    std::string ledger_name, accounting_name, system_name;  ///< where the payment was looked up, and under which name
    std::optional<registration::payment_class> payment_class = {};
    std::string special_case;  ///< why the usual proof is waived, and by whom
    bool passed_on = false;    ///< bought from whom the invoice names
    bool transfer = false;
    bool meter_fitted = false;
    std::optional<day> fitted_on = {};
    registration::care care = care::none;
    bool home_service = false;
    std::optional<gongdan::level> level = {};
    std::string wishes;
    bool leaflets_received = false;
    std::string terms_read;  ///< the customer's name under 我已阅读以上条款
    bool invoice_stamped = false;

    [[nodiscard]] bool has(paper p) const;
    /// The day the fee was paid, as far as the form tells.
    [[nodiscard]] std::optional<day> payment_day() const { return paid_on ? paid_on : invoice_date; }
};

/// One thing that is wrong with a form: where, by which rule, and in words.
struct form_fault {
    registration::field field;
    std::string_view rule;
    sentence says;
};

/// What is on record of homes, so that an address can be looked up (V4, V19).
class home_register {
public:
    explicit home_register(std::vector<address> homes);

    [[nodiscard]] bool has(address const& home) const;
    /// The units of a building, in order; empty where the building is not on record.
    [[nodiscard]] std::vector<std::string> units_of(address const& home) const;

private:
    std::vector<address> homes_;  ///< sorted
};

/// How far a form has come: to be saved, or printed, signed and filed (K8).
enum class stage : std::uint8_t { save, file };  // no labels: which rules are asked for

/// What a form is held against.
struct check_options {
    /// The day of business; left open, each form's own day of registration.
    std::optional<day> today = {};
    fee::schedule const* fees = nullptr;   ///< null: fee::handbook()
    home_register const* homes = nullptr;  ///< null: what the form says of its record is believed
    registration::stage stage = registration::stage::save;
};

/// Everything that is wrong with the form at once (V13), in the order of its fields: V1-V20, T25, T26, and K8 where it
/// is to be filed. A field that broke two rules is named twice.
[[nodiscard]] std::vector<form_fault> check(form const& f, check_options const& o = {});

/// The papers that are missing, to be told to the customer (V14, V15, T25).
[[nodiscard]] std::vector<paper> to_bring(form const& f);

/// What the fee should be: by the dwelling, on the day it was paid. Nothing where that cannot be told.
[[nodiscard]] std::optional<money> fee_due(form const& f, fee::schedule const& fees);

/// What a ticket takes from the form when the installation is submitted: customer, phone, address, wishes, whether the
/// customer is to be served at home (T23, T26), and for a meter fitted already the note 统一装表 or 已装表 (T21).
[[nodiscard]] payload ticket_fields(form const& f);

}}}  // namespace gongdan::registration

#ifndef GONGDAN_COMPILED
#include <gongdan/registration/check.ipp>
#include <gongdan/registration/form.ipp>
#endif
