// A ticket type of one's own, on equal terms with the built-in ones: a dispute about a meter reading (抄表争议). Its table
// comes first, and takes the visit from the blocks that all types share. Only this file pays for Boost.MSM.

#include <gongdan/calendar/china.hpp>
#include <gongdan/desk/desk.hpp>
#include <gongdan/lifecycle/blocks.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/lifecycle/define.hpp>
#include <gongdan/lifecycle/diagram.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <utility>

using namespace gongdan;

enum class proof : std::uint8_t { photo, lab_report, bill_corrected };

struct dispute {
    static constexpr term label{"dispute", "抄表争议", "meter dispute"};
    enum class state : std::uint8_t {
        requested,
        to_arrange,
        assigned,
        booked,
        missed,
        to_rebook,
        on_scene,
        read_again,
        at_lab,
        settled,
        cancelled,
    };
    enum class event : std::uint8_t {
        record,
        phone,
        missed,
        answer,
        arrive,
        read,
        send_to_lab,
        report,
        settle,
        cancel,
    };

    // clang-format off
    using rows = stretches<
        table<row<state::requested, event::record,      state::to_arrange, by<role::receptionist>>>,
        visit_made<state, event>,
        table<
            row<state::on_scene,    event::read,        state::read_again, by<role::technician>, gives<proof::photo>, visit_over>,
            row<state::read_again,  event::send_to_lab, state::at_lab,     by<role::receptionist>, needs<proof::photo>>,
            row<state::at_lab,      event::report,      state::read_again, by<role::department>, gives<proof::lab_report>>,
            row<state::read_again,  event::settle,      state::settled,    by<role::receptionist>, needs<proof::photo, proof::bill_corrected, evidence::customer_told>>>,
        visit_cancelled<state, event>>;
    // clang-format on
    using closed = states<state::settled, state::cancelled>;
};

template <>
struct gongdan::labels<proof> {
    static constexpr term table[] = {{"photo", "表底照片", "photo of the meter"},
                                     {"lab_report", "检定报告", "laboratory's report"},
                                     {"bill_corrected", "账单已更正", "bill corrected"}};
};
template <>
struct gongdan::labels<dispute::state> {
    static constexpr term table[] = {words::requested,
                                     words::to_arrange,
                                     words::assigned,
                                     words::booked,
                                     words::missed,
                                     words::to_rebook,
                                     words::on_scene,
                                     {"read_again", "已复抄", "read again"},
                                     {"at_lab", "送检中", "at the laboratory"},
                                     {"settled", "已解决", "settled"},
                                     words::cancelled};
};
template <>
struct gongdan::labels<dispute::event> {
    static constexpr term table[] = {words::record,
                                     words::phone,
                                     words::missed,
                                     words::answer,
                                     words::arrive,
                                     {"read", "复抄", "read again"},
                                     {"send_to_lab", "送检", "send to the laboratory"},
                                     {"report", "检定完毕", "report"},
                                     {"settle", "解决", "settle"},
                                     words::cancel};
};

/// What a form asks for where the new reading is proven.
constexpr input input_of(proof p) { return p == proof::photo ? input::reading : input::confirmation; }

int main() {
    lifecycle const life = define<dispute>();
    policy promise{"disputes", "1", "the host's own"};
    clause settled{"dispute", "settled", "解决", "settled"};
    settled.met_by = {"settled", "cancelled"};
    settled.within = *expression::parse("7 days from next day");
    promise.clauses = {settled};

    auto types = builtin_lifecycles();
    types.push_back(&life);  // the registration
    desk d{china(), join("company", gas(), promise), types};

    actor const hall{role::receptionist, "r-02"};
    actor const technician{role::technician, "t-31"};
    ticket_id const id = *d.open({"dispute", at("2026-02-11 15:00"), {role::customer, "吴乙"}});
    auto const fire = [&](char const* event, char const* when, actor const& who, payload data = {}) {
        auto const done = d.apply(id, {event, at(when), who, std::move(data)});
        fmt::print("{} {}: {}\n", when, event, done ? "done" : done.why().en);
    };
    fire("record", "2026-02-11 15:02", hall);
    fire("assign", "2026-02-11 15:05", {role::dispatcher, "d-01"}, {{"crew", "c-3"}});
    fire("agree", "2026-02-11 15:10", hall, {{"from", "2026-02-12 09:00"}, {"to", "2026-02-12 10:00"}});
    fire("arrive", "2026-02-12 09:20", technician);
    fire("arrive", "2026-02-12 09:20", technician,
         {{"identity_checked", "yes"}, {"credentials_shown", "yes"}, {"entered_together", "yes"}});
    fire("read", "2026-02-12 09:30", technician);
    fire("settle", "2026-02-12 09:31", hall);
    for (step_form const& f : d.forms(id, role::receptionist))
        if (!f.row.custody)
            for (form_field const& x : f.fields)
                fmt::print("{} asks for {}{}\n", f.event.en, x.label.en, x.on_record ? " (on record)" : "");
    fmt::print("{}", to_text(*d.explain(id, "settled"), d.days(), language::en));
    fmt::print("{}", mermaid(life, language::en));
}
