#include "scenarios.hpp"

#include <gongdan/desk/desk.hpp>
#include <gongdan/simulate/script.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/time/civil.hpp>

using namespace gongdan;

namespace {

/// A desk and one ticket on it, moved by a type's script.
struct walker {
    explicit walker(simulate::script const& s) : desk_(china(), rules(s.type), builtin_lifecycles()) {
        opening o;
        o.type = s.type;
        o.occurred_at = now;
        id = *desk_.open(o);
        walk(s.opened);
    }
    static policy rules(std::string_view type) {
        if (type != kind::imported) return gas();
        policy p;
        p.name = "plain";
        p.lifecycle = kind::imported;
        return p;
    }
    void walk(simulate::script::steps steps) {
        for (simulate::script_step& s : steps) {
            now = now + seconds{60};
            s.what.occurred_at = now;
            if (s.names_crew) s.what.data.set(field::crew, "1");
            if (s.names_time) s.what.data.set(field::from, to_text(now)).set(field::to, to_text(now + hours{2}));
            auto const done = desk_.apply(id, s.what);
            CHECK_MESSAGE(done, s.what.event);
            if (!done) MESSAGE(done.why().en);
        }
    }
    [[nodiscard]] bool open() const { return desk_.ticket(id)->open(); }

    instant now = at("2026-03-02 09:00");
    desk desk_;
    ticket_id id;
};

}  // namespace

TEST_CASE("every script walks its lifecycle to a close, on every way there is") {
    for (auto const type : simulate::scripted_types()) {
        CAPTURE(type);
        auto const& s = *simulate::script_of(type);
        walker straight(s);
        CHECK(straight.open());
        straight.walk(s.taken);
        straight.walk(s.arrived);
        straight.walk(s.interrupted);
        straight.walk(s.taken_again);
        straight.walk(s.resumed);
        straight.walk(s.done);
        CHECK_FALSE(straight.open());

        walker stopped_on_the_way(s);
        stopped_on_the_way.walk(s.taken);
        stopped_on_the_way.walk(s.interrupted);
        stopped_on_the_way.walk(s.taken_again);
        stopped_on_the_way.walk(s.arrived);
        stopped_on_the_way.walk(s.done);
        CHECK_FALSE(stopped_on_the_way.open());

        walker set_back(s);
        set_back.walk(s.postponed);
        set_back.walk(s.taken);
        set_back.walk(s.part);
        set_back.walk(s.part_back);
        set_back.walk(s.taken_again);
        set_back.walk(s.arrived);
        set_back.walk(s.rework);
        set_back.walk(s.done);
        CHECK_FALSE(set_back.open());

        if (!s.absent.empty()) {
            walker twice(s);
            for (int i = 0; i < 2; ++i) {
                twice.walk(s.taken);
                twice.walk(s.absent);
                twice.walk(s.back);
            }
            twice.walk(s.taken);
            twice.walk(s.arrived);
            twice.walk(s.done);
            CHECK_FALSE(twice.open());
        }
        if (!s.abandoned.empty()) {
            walker given_up(s);
            given_up.walk(s.abandoned);
            CHECK_FALSE(given_up.open());
        }
    }
    CHECK(simulate::script_of("no such type") == nullptr);
    CHECK(simulate::scripted_types().size() == builtin_lifecycles().size());
}
