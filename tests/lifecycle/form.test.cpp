// Forms drawn from the table: what a step asks for is what it is refused without.

#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/lifecycle/form.hpp>
#include <gongdan/lifecycle/repair.hpp>
#include <gongdan/ticket/hold.hpp>

#include <doctest/doctest.h>

#include <algorithm>

using namespace gongdan;

namespace {

position at_state(lifecycle const& l, std::string_view code) {
    position p;
    p.state = *l.find_state(code);
    return p;
}

step_form const* form(std::vector<step_form> const& all, std::string_view event) {
    auto const found = std::find_if(all.begin(), all.end(), [&](step_form const& f) { return f.event.code == event; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("a form names the fields of a step, what each wants and what is there already") {
    auto const& l = repair_lifecycle();
    auto p = at_state(l, "lit");
    p.evidence |= std::uint64_t{1} << *l.find_evidence("order_filled");
    auto const all = forms_of(l, p, role::technician);
    auto const* confirm = form(all, "confirm");
    REQUIRE(confirm != nullptr);
    CHECK(confirm->to.code == "confirmed");
    REQUIRE(confirm->fields.size() == 3);
    for (form_field const& f : confirm->fields) {
        CHECK(f.on_record == (f.code == "order_filled"));
        if (f.code == "customer_signature") CHECK(f.wants == input::signature);
        if (f.code == "fee_agreed") CHECK(f.wants == input::amount);
    }
}

TEST_CASE("a form shows a role its own steps only, and an outcome is part of it") {
    auto const& l = repair_lifecycle();
    auto const p = at_state(l, "to_test");
    CHECK(form(forms_of(l, p, role::receptionist), "test") == nullptr);
    auto const all = forms_of(l, p, role::technician);
    auto const tests = std::count_if(all.begin(), all.end(), [](step_form const& f) { return f.event.code == "test"; });
    CHECK(tests == 2);
    CHECK(form(all, "test")->fields[0].code == "outcome");
    CHECK(form(all, "test")->fields[0].choices[0].code == "passed");
}

TEST_CASE("holding, agreeing and merging have forms too, and a step that is also an agreement stands once") {
    auto const& l = repair_lifecycle();
    auto const all = forms_of(l, at_state(l, "accepted"), role::dispatcher);
    REQUIRE(form(all, "hold") != nullptr);
    CHECK(form(all, "hold")->fields[0].choices.size() == std::size(labels<hold_reason>::table));
    CHECK(form(all, "merge")->fields[0].code == "into");
    CHECK(form(all, "agree")->to.code == "booked");
    CHECK(form(all, "agree")->fields[0].wants == input::time);
    CHECK(std::count_if(all.begin(), all.end(), [](step_form const& f) { return f.event.code == "agree"; }) == 1);
}

TEST_CASE("whatever a form asks for is enough, and what it does not have on record is missed") {
    for (lifecycle const* l : builtin_lifecycles())
        for (std::size_t s = 0; s < l->states.size(); ++s)
            for (role const as : {role::customer, role::receptionist, role::technician, role::superior}) {
                position p;
                p.state = static_cast<std::uint8_t>(s);
                for (step_form const& f : forms_of(*l, p, as)) {
                    attempt a;
                    a.as = as;
                    a.stated = f.row.when;
                    a.open = !l->closed(p);
                    for (form_field const& x : f.fields)
                        if (auto const i = l->find_evidence(x.code)) a.brings |= std::uint64_t{1} << *i;
                    CHECK(permits(f.row, p, a));
                    a.brings = 0;
                    bool const asks = f.row.needs != 0;
                    CHECK(permits(f.row, p, a) == !asks);
                }
            }
}
