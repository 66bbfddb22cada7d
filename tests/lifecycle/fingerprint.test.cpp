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
        {"repair", 0xb19f870b06d8c111ULL},        {"alarm", 0xfd7eb34edb4a225dULL},
        {"install", 0xf3a6d41caf2ca77fULL},       {"ignition", 0xfecc428980e4f5d5ULL},
        {"inspection", 0x20a3f52608b7c043ULL},    {"consult", 0x83c30c3a38ecc3d4ULL},
        {"complaint", 0x3b344dccd56dacc0ULL},     {"modification", 0x8140596fea10d985ULL},
        {"gas_stop", 0xa934231e351d0bcdULL},      {"unseal", 0x04c408f82adb1b9bULL},
        {"seal", 0xe5d7a4d0c551e36cULL},          {"bellows", 0x93040e632a2f605cULL},
        {"meter_change", 0x34001ef8308c004eULL},  {"decommission", 0xba8509b98686b623ULL},
        {"network_fault", 0xada7be9d8441fd4aULL}, {"rectification", 0xba9db4a94cdcbd6bULL},
        {"outage", 0xe346ce76d2bef542ULL},        {"counter", 0x290a4a93d2c6f7a9ULL},
        {"inquiry", 0x1f50618c7d59bf43ULL},       {"return_visit", 0xa504bb110b32681bULL},
        {"imported", 0x02023403a7cb0787ULL},
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
