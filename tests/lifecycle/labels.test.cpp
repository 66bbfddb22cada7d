// Codes and names of every lifecycle: complete, distinct, and short enough for what stores them.

#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/ticket/kind.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

using namespace gongdan;

namespace {

bool is_code(std::string_view c) {
    auto const fits = [](char x) { return (x >= 'a' && x <= 'z') || x == '_'; };
    return !c.empty() && std::all_of(c.begin(), c.end(), fits) && c.front() != '_' && c.back() != '_';
}

bool is_chinese(std::string_view zh) {
    return !zh.empty() &&
           std::any_of(zh.begin(), zh.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

void check_term(term const& t) {
    INFO("term: ", t.code);
    CHECK(is_code(t.code));
    CHECK(is_chinese(t.zh));
    CHECK_FALSE(t.en.empty());
    CHECK_FALSE(is_chinese(t.en));
}

template <class Terms>
void check_distinct(Terms const& terms) {
    std::set<std::string_view> codes;
    std::set<std::string_view> zh;
    std::set<std::string_view> en;
    for (term const& t : terms) {
        check_term(t);
        CHECK_MESSAGE(codes.insert(t.code).second, t.code);
        CHECK_MESSAGE(zh.insert(t.zh).second, t.zh);
        CHECK_MESSAGE(en.insert(t.en).second, t.en);
    }
}

template <class Infos>
std::vector<term> terms_of(Infos const& infos) {
    std::vector<term> terms;
    for (auto const& i : infos) terms.push_back(i.label);
    return terms;
}

}  // namespace

TEST_CASE("states and events of every type are named apart in code, Chinese and English") {
    for (lifecycle const* l : builtin_lifecycles()) {
        INFO("type: ", l->label.code);
        check_term(l->label);
        check_distinct(terms_of(l->states));
        check_distinct(terms_of(l->events));
    }
}

TEST_CASE("codes of states and events fit a small string") {
    for (lifecycle const* l : builtin_lifecycles()) {
        for (state_info const& s : l->states) CHECK_MESSAGE(s.label.code.size() <= 15, s.label.code);
        for (event_info const& e : l->events) CHECK_MESSAGE(e.label.code.size() <= 15, e.label.code);
    }
}

TEST_CASE("evidence, outcomes and roles are named apart") {
    check_distinct(labels<evidence>::table);
    check_distinct(labels<outcome>::table);
    check_distinct(labels<role>::table);
}

TEST_CASE("no event takes the code that begins a history") {
    for (lifecycle const* l : builtin_lifecycles()) CHECK_FALSE(l->find_event("open"));
}

TEST_CASE("the catalogue lists every built-in type once, by its kind") {
    std::vector<std::string_view> listed;
    for (lifecycle const* l : builtin_lifecycles()) listed.push_back(l->label.code);
    CHECK(listed == std::vector<std::string_view>{kind::repair,        kind::alarm,        kind::install,
                                                  kind::ignition,      kind::inspection,   kind::consult,
                                                  kind::complaint,     kind::modification, kind::gas_stop,
                                                  kind::unseal,        kind::seal,         kind::bellows,
                                                  kind::meter_change,  kind::decommission, kind::network_fault,
                                                  kind::rectification, kind::outage,       kind::counter,
                                                  kind::inquiry,       kind::return_visit, kind::imported});
}

TEST_CASE("codes lead to states, events and evidence, and unknown ones to nothing") {
    lifecycle const& l = *builtin_lifecycles().front();
    CHECK(l.states[*l.find_state("to_test")].label.code == "to_test");
    CHECK(l.events[*l.find_event("close")].label.code == "close");
    CHECK(l.evidence[*l.find_evidence("air_tightness")].code == "air_tightness");
    CHECK_FALSE(l.find_state("nowhere"));
    CHECK_FALSE(l.find_event("vanish"));
    CHECK_FALSE(l.find_evidence("gas_agreement"));
}
