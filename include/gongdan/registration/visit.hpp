#pragma once

#include <gongdan/registration/form.hpp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace registration {

/// Shows each field of a form, with its name, in the order of `field`: what a reader fills in, a writer writes and a
/// printed form shows is listed here once. `take(field, member)` meets texts, days, amounts, yes or no, and words of the
/// field's own enumeration.
template <class Form, class Take>
void each_field(Form& f, Take&& take) {
    take(field::id, f.id);
    take(field::hall, f.hall);
    take(field::customer, f.customer);
    take(field::phone, f.phone);
    take(field::identity_name, f.identity_name);
    take(field::agent, f.agent);
    take(field::community, f.home.community);
    take(field::building, f.home.building);
    take(field::unit, f.home.unit);
    take(field::room, f.home.room);
    take(field::home_record, f.home_record);
    take(field::dwelling, f.dwelling);
    take(field::user_type, f.user_type);
    take(field::payment, f.payment);
    take(field::bank_card, f.bank_card);
    take(field::bank_name, f.bank_name);
    take(field::card_holder, f.card_holder);
    take(field::card_confirmed, f.card_confirmed);
    take(field::sms_number, f.sms_number);
    take(field::sms_company, f.sms_company);
    take(field::kind, f.kind);
    take(field::registered, f.registered);
    take(field::invoice_date, f.invoice_date);
    take(field::invoice_name, f.invoice_name);
    take(field::fee, f.fee);
    take(field::fee_paid_by, f.fee_paid_by);
    take(field::paid_on, f.paid_on);
    take(field::papers, f.papers);
    take(field::invoice_lost, f.invoice_lost);
    take(field::ledger_name, f.ledger_name);
    take(field::accounting_name, f.accounting_name);
    take(field::payment_class, f.payment_class);
    take(field::system_name, f.system_name);
    take(field::special_case, f.special_case);
    take(field::passed_on, f.passed_on);
    take(field::transfer, f.transfer);
    take(field::meter_fitted, f.meter_fitted);
    take(field::fitted_on, f.fitted_on);
    take(field::care, f.care);
    take(field::home_service, f.home_service);
    take(field::level, f.level);
    take(field::wishes, f.wishes);
    take(field::leaflets_received, f.leaflets_received);
    take(field::terms_read, f.terms_read);
    take(field::invoice_stamped, f.invoice_stamped);
}

}}}  // namespace gongdan::registration
