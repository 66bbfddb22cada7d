// A table is pinned by its fingerprint: whoever changes one says so here, and in the changelog.

#include "small.hpp"

#include <gongdan/lifecycle/catalogue.hpp>

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string_view>

using namespace gongdan;

namespace {

struct other_role : small::base {
    using rows =
        table<row<small::state::fresh, small::event::begin, small::state::begun, by<role::customer>, rule<'T', 1>>,
              row<small::state::begun,
                  small::event::finish,
                  small::state::done,
                  when<outcome::passed>,
                  needs<evidence::phoned>>,
              row<small::state::begun, small::event::finish, small::state::fresh, when<outcome::failed>>>;
};
struct other_evidence : small::base {
    using rows =
        table<row<small::state::fresh, small::event::begin, small::state::begun, by<role::technician>, rule<'T', 1>>,
              row<small::state::begun,
                  small::event::finish,
                  small::state::done,
                  when<outcome::passed>,
                  needs<evidence::site_plan>>,
              row<small::state::begun, small::event::finish, small::state::fresh, when<outcome::failed>>>;
};
struct other_outcome : small::base {
    using rows =
        table<row<small::state::fresh, small::event::begin, small::state::begun, by<role::technician>, rule<'T', 1>>,
              row<small::state::begun,
                  small::event::finish,
                  small::state::done,
                  when<outcome::passed>,
                  needs<evidence::phoned>>,
              row<small::state::begun, small::event::finish, small::state::fresh, when<outcome::hazard>>>;
};
struct other_target : small::base {
    using rows =
        table<row<small::state::fresh, small::event::begin, small::state::begun, by<role::technician>, rule<'T', 1>>,
              row<small::state::begun,
                  small::event::finish,
                  small::state::done,
                  when<outcome::passed>,
                  needs<evidence::phoned>>,
              row<small::state::begun, small::event::finish, small::state::begun, when<outcome::failed>>>;
};
struct other_end : small::sound {
    using closed = states<small::state::done, small::state::begun>;
};
struct other_rule : small::base {
    using rows =
        table<row<small::state::fresh, small::event::begin, small::state::begun, by<role::technician>, rule<'T', 2>>,
              row<small::state::begun,
                  small::event::finish,
                  small::state::done,
                  when<outcome::passed>,
                  needs<evidence::phoned>>,
              row<small::state::begun, small::event::finish, small::state::fresh, when<outcome::failed>>>;
};

}  // namespace

TEST_CASE("no table of a built-in type has changed unnoticed") {
    std::map<std::string_view, std::uint64_t> const pinned = {
        {"repair", 0x24ec587ee47b5eb1ULL},        {"alarm", 0x6ff9648fa4995631ULL},
        {"install", 0xab39a092bcf52dceULL},       {"ignition", 0x59091c6996a748fcULL},
        {"inspection", 0x78e974d31af15983ULL},    {"consult", 0x2a18d68a2cb69c9aULL},
        {"complaint", 0x3698a01b863f585eULL},     {"modification", 0x7bf44baa601050b7ULL},
        {"gas_stop", 0xfd74cc7291d861f7ULL},      {"unseal", 0xa9843477c46042f5ULL},
        {"seal", 0x6b8ff988e0b03822ULL},          {"bellows", 0xaf47c814c673d614ULL},
        {"meter_change", 0xb9ae166cb27b292eULL},  {"decommission", 0xce8d1b4656b830cdULL},
        {"network_fault", 0xf1bce4b05b93f2c8ULL}, {"rectification", 0x910cdf0ab5f0cf07ULL},
        {"outage", 0xa7b48aa9aa023d30ULL},        {"counter", 0x8103fe88bd67fc15ULL},
        {"inquiry", 0xcf5717e32312668fULL},       {"return_visit", 0x60297e9218224bb7ULL},
        {"imported", 0xd6a1a9b28262283bULL},
    };
    for (lifecycle const* l : builtin_lifecycles())
        CHECK_MESSAGE(pinned.at(l->label.code) == l->fingerprint, l->label.code);
}

TEST_CASE("a role, a proof, an outcome, a target or an end that changes, changes the fingerprint") {
    std::set<std::uint64_t> const prints = {
        description<small::sound>::fingerprint(),   description<other_role>::fingerprint(),
        description<other_evidence>::fingerprint(), description<other_outcome>::fingerprint(),
        description<other_target>::fingerprint(),   description<other_end>::fingerprint()};
    CHECK(prints.size() == 6);
}

TEST_CASE("which rule is cited does not change what a table does, nor its fingerprint") {
    CHECK(description<small::sound>::fingerprint() == description<other_rule>::fingerprint());
}
