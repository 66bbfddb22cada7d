#pragma once

#include <gongdan/lifecycle/lifecycle.hpp>

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// One ticket on its way through a lifecycle, moved by codes.
class journey {
public:
    /// Who acts, what comes with the event, and which outcome it states.
    struct step {
        gongdan::role as;
        std::string_view event;
        std::vector<gongdan::evidence> brings = {};
        gongdan::outcome stated = gongdan::outcome::unstated;
    };

    explicit journey(gongdan::lifecycle const& l) : l_(l) {}

    /// Fires one step and tells whether the ticket moved.
    bool take(step const& s) {
        last_ = attempt_of(s);
        return l_.fire(where, event(s.event), last_);
    }
    /// Takes every step, each of which must move the ticket.
    journey& walk(std::initializer_list<step> steps) {
        for (step const& s : steps) {
            INFO("step: ", s.event);
            REQUIRE(take(s));
        }
        return *this;
    }
    /// Why a step is refused that must not move the ticket.
    gongdan::refusal refused(step const& s) {
        auto const before = where;
        REQUIRE_FALSE(take(s));
        CHECK(before.state == where.state);
        CHECK(before.custody == where.custody);
        CHECK(before.evidence == where.evidence);
        return gongdan::why_refused(l_, where, event(s.event), attempt_of(s));
    }

    [[nodiscard]] std::string state() const { return std::string{l_.states[where.state].label.code}; }
    [[nodiscard]] bool closed() const { return l_.closed(where); }
    [[nodiscard]] bool held() const { return l_.held(where); }
    [[nodiscard]] bool on_record(gongdan::evidence e) const { return (where.evidence & bit(e)) != 0; }
    /// The rule behind the row that fired last.
    [[nodiscard]] std::string rule() const {
        auto const row = last_.fired != gongdan::attempt::none ? last_.fired : last_.custody_fired;
        REQUIRE(row != gongdan::attempt::none);
        return gongdan::rule_text(l_.rows[row]);
    }

    gongdan::position where;

private:
    [[nodiscard]] std::uint8_t event(std::string_view code) const {
        auto const found = l_.find_event(code);
        INFO("event: ", code);
        REQUIRE(found);
        return *found;
    }
    [[nodiscard]] std::uint64_t bit(gongdan::evidence e) const {
        auto const found = l_.find_evidence(gongdan::label(e).code);
        INFO("evidence: ", gongdan::label(e).code);
        REQUIRE(found);
        return std::uint64_t{1} << *found;
    }
    [[nodiscard]] gongdan::attempt attempt_of(step const& s) const {
        gongdan::attempt a;
        a.as = s.as;
        a.stated = s.stated;
        for (auto const e : s.brings) a.brings |= bit(e);
        return a;
    }

    gongdan::lifecycle const& l_;
    gongdan::attempt last_;
};
