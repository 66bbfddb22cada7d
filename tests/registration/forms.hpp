#pragma once

#include <gongdan/registration/form.hpp>
#include <gongdan/time/civil.hpp>

#include <string>
#include <string_view>
#include <vector>

/// Forms without a fault, which tests spoil one field at a time.
namespace forms {

using namespace gongdan;
using namespace gongdan::registration;
using registration::kind;

/// A customer who paid at the counter today, with a meter that is read and paid by direct debit.
inline form single() {
    form f;
    f.id = "BZ-1";
    f.customer = f.identity_name = f.invoice_name = f.card_holder = "王芳";
    f.home = {"桃园小区", "8幢", "2单元", "301"};
    f.home_record = home_record::created;
    f.dwelling = fee::dwelling::multi_storey;
    f.user_type = user_type::meter_read;
    f.payment = payment::direct_debit;
    f.bank_card = "6217000000000001";
    f.bank_name = "建行";
    f.card_confirmed = true;
    f.kind = f.fee_paid_by = kind::single;
    f.registered = f.invoice_date = on("2026-03-02");
    f.fee = yuan(2400);
    f.papers = {paper::invoice, paper::identity, paper::bank_card};
    return f;
}

/// A home whose developer paid in 2024, with an IC-card meter.
inline form collective() {
    form f = single();
    f.user_type = user_type::ic_card;
    f.payment = payment::top_up;
    f.bank_card = f.bank_name = f.card_holder = "";
    f.papers = {paper::invoice, paper::identity};
    f.kind = f.fee_paid_by = kind::collective;
    f.invoice_date = on("2024-05-20");
    return f;
}

/// `V5 card_holder; V6 card_holder`, as check finds them.
inline std::string found(form const& f, check_options const& o = {}) {
    std::string all;
    for (form_fault const& x : check(f, o))
        all += (all.empty() ? "" : "; ") + std::string{x.rule} + " " + std::string{label(x.field).code};
    return all;
}

inline form with(form f, void (*spoil)(form&)) {
    spoil(f);
    return f;
}

}  // namespace forms
