// A ticket type of one's own, on equal terms with the built-in ones: a dispute about a meter reading (抄表争议).
// Its table comes first. Only this file pays for Boost.MSM.

#include <gongdan/calendar/china.hpp>
#include <gongdan/desk/desk.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/lifecycle/define.hpp>
#include <gongdan/lifecycle/diagram.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

using namespace gongdan;

enum class proof : std::uint8_t { photo, lab_report, bill_corrected };

struct dispute {
    static constexpr term label{"dispute", "抄表争议", "meter dispute"};
    enum class state : std::uint8_t { raised, read_again, at_lab, settled };
    enum class event : std::uint8_t { read, send_to_lab, report, settle };

    // clang-format off
    using rows = table<
        row<state::raised,     event::read,        state::read_again, by<role::technician>, gives<proof::photo>>,
        row<state::read_again, event::send_to_lab, state::at_lab,     by<role::receptionist>, needs<proof::photo>>,
        row<state::at_lab,     event::report,      state::read_again, by<role::department>, gives<proof::lab_report>>,
        row<state::read_again, event::settle,      state::settled,    by<role::receptionist>, needs<proof::photo, proof::bill_corrected, evidence::customer_told>>>;
    // clang-format on
    using closed = states<state::settled>;
};

template <>
struct gongdan::labels<proof> {
    static constexpr term table[] = {{"photo", "表底照片", "photo of the meter"},
                                     {"lab_report", "检定报告", "laboratory's report"},
                                     {"bill_corrected", "账单已更正", "bill corrected"}};
};
template <>
struct gongdan::labels<dispute::state> {
    static constexpr term table[] = {{"raised", "待复抄", "raised"},
                                     {"read_again", "已复抄", "read again"},
                                     {"at_lab", "送检中", "at the laboratory"},
                                     {"settled", "已解决", "settled"}};
};
template <>
struct gongdan::labels<dispute::event> {
    static constexpr term table[] = {{"read", "复抄", "read again"},
                                     {"send_to_lab", "送检", "send to the laboratory"},
                                     {"report", "检定完毕", "report"},
                                     {"settle", "解决", "settle"}};
};

int main() {
    lifecycle const life = define<dispute>();
    policy promise{"disputes", "1", "the host's own"};
    clause settled{"dispute", "settled", "解决", "settled"};
    settled.met_by = {"settled"};
    settled.within = *expression::parse("7 days from next day");
    promise.clauses = {settled};

    auto types = builtin_lifecycles();
    types.push_back(&life);  // the registration
    desk d{china(), join("company", gas(), promise), types};

    ticket_id const id = *d.open({"dispute", at("2026-02-11 15:00"), {role::customer, "吴乙"}});
    static_cast<void>(d.apply(id, {"read", at("2026-02-12 09:30"), {role::technician, "t-31"}}));
    auto const early = d.apply(id, {"settle", at("2026-02-12 09:31"), {role::receptionist, "r-02"}});
    fmt::print("{}\n{}", early.why().en, to_text(*d.explain(id, "settled"), d.days(), language::en));
    fmt::print("{}", mermaid(life, language::en));
}
