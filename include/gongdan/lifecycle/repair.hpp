#pragma once

#include <gongdan/lifecycle/blocks.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Repair (报修), after 《户内维修业务流程》: T1, T3-T12, P15. The steps T5 names on paper (order, ledger, signature) are
/// steps here. A hazard found ends with the notice signed (T8); its closed loop (T14) is an inspection of its
/// own. The return visit stands open to those who make one (昆仑, T1) and is asked of nobody. Going at once (P14)
/// needs no time agreed.
struct repair {
    static constexpr term label{"repair", "报修", "repair"};

    enum class state : std::uint8_t {
        reported,
        accepted,
        booked,
        ordered,
        dispatched,
        repairing,
        to_test,
        tested,
        inspected,
        lit,
        unsafe,
        notice_to_sign,
        hazard_noted,
        confirmed,
        handed_back,
        filed,
        updated,
        visited,
        closed,
        cancelled,
        referred,
    };
    enum class event : std::uint8_t {
        record,
        order,
        sign,
        arrive,
        nobody_home,
        talk_over,
        finish,
        refer,
        test,
        inspect,
        light,
        write_notice,
        sign_notice,
        confirm,
        give_invoice,
        hand_back,
        file,
        update,
        return_visit,
        close,
        reopen,
        cancel,
    };

    // clang-format off
    using rows = stretches<
        table<
            row<state::reported,       event::record,        state::accepted,       by<role::receptionist>, rule<'T', 4>>,
            row<state::accepted,       custody_event::agree, state::booked,         staff, rule<'T', 4>>,
            row<state::accepted,       event::order,         state::ordered,        office, gives<evidence::order_issued, evidence::ledger_entered>, rule<'P', 14>>,
            row<state::booked,         event::order,         state::ordered,        office, gives<evidence::order_issued, evidence::ledger_entered>, rule<'T', 5>>,
            row<state::ordered,        event::sign,          state::dispatched,     by<role::technician>, needs<evidence::order_issued, evidence::ledger_entered>, gives<evidence::technician_signature>, rule<'T', 5>>,
            row<state::dispatched,     event::arrive,        state::repairing,      by<role::technician>, at_the_door, rule<'T', 11>>,
            row<state::dispatched,     event::nobody_home,   state::accepted,       by<role::technician>, rule<'T', 18>>,
            row<state::repairing,      event::talk_over,     state::repairing,      by<role::technician>, gives<evidence::talked_over>, rule<'T', 12>>,
            row<state::repairing,      event::finish,        state::to_test,        by<role::technician>, rule<'T', 6>>,
            row<state::accepted,       event::refer,         state::referred,       staff, needs<evidence::customer_told>, rule<'P', 15>>,
            row<state::repairing,      event::refer,         state::referred,       staff, needs<evidence::customer_told>, rule<'P', 15>>,
            row<state::to_test,        event::test,          state::tested,         by<role::technician>, when<outcome::passed>, gives<evidence::air_tightness>, rule<'T', 6>>,
            row<state::to_test,        event::test,          state::repairing,      by<role::technician>, when<outcome::failed>, voids<evidence::air_tightness>, rule<'T', 6>>,
            row<state::tested,         event::inspect,       state::inspected,      by<role::technician>, when<outcome::passed>, needs<evidence::air_tightness>, gives<evidence::safety_inspected>, rule<'T', 7>>,
            row<state::tested,         event::inspect,       state::unsafe,         by<role::technician>, when<outcome::hazard>, needs<evidence::air_tightness>, gives<evidence::safety_inspected>, rule<'T', 8>>,
            row<state::inspected,      event::light,         state::lit,            by<role::technician>, needs<evidence::air_tightness, evidence::safety_inspected>, gives<evidence::burner_lit>, rule<'T', 7>>,
            row<state::lit,            event::write_notice,  state::notice_to_sign, by<role::technician>, needs<evidence::measures_proposed>, gives<evidence::notice_written>, rule<'T', 8>>,
            row<state::unsafe,         event::write_notice,  state::notice_to_sign, by<role::technician>, needs<evidence::measures_proposed>, gives<evidence::notice_written>, rule<'T', 8>>,
            row<state::notice_to_sign, event::sign_notice,   state::hazard_noted,   by<role::customer, role::technician>, needs<evidence::notice_written, evidence::customer_signature>, gives<evidence::notice_signed>, voids<evidence::customer_signature>, rule<'T', 8>>,
            row<state::lit,            event::confirm,       state::confirmed,      by<role::customer, role::technician>, needs<evidence::order_filled, evidence::fee_agreed, evidence::customer_signature>, rule<'T', 9>>,
            row<state::hazard_noted,   event::confirm,       state::confirmed,      by<role::customer, role::technician>, needs<evidence::order_filled, evidence::fee_agreed, evidence::customer_signature>, rule<'T', 9>>,
            row<state::confirmed,      event::give_invoice,  state::confirmed,      by<role::receptionist, role::technician>, gives<evidence::invoice_given>, rule<'T', 11>>,
            row<state::confirmed,      event::hand_back,     state::handed_back,    by<role::technician>, needs<evidence::fee_paid>, rule<'T', 9>>,
            row<state::handed_back,    event::file,          state::filed,          by<role::receptionist>, needs<evidence::ledger_entered, evidence::technician_signature, evidence::ledger_signed>, gives<evidence::ledger_completed>, rule<'T', 9>>,
            row<state::filed,          event::update,        state::updated,        by<role::receptionist>, rule<'T', 10>>,
            row<state::updated,        event::return_visit,  state::visited,        by<role::receptionist, role::dispatcher>, gives<evidence::satisfaction_asked>, rule<'T', 1>>,
            row<state::updated,        event::close,         state::closed,         by<role::receptionist>, needs<evidence::air_tightness>, rule<'T', 10>>,
            row<state::visited,        event::close,         state::closed,         by<role::receptionist>, needs<evidence::air_tightness>, rule<'T', 10>>>,
        reopened<event::reopen, state::closed, state::accepted, visit_over,
                 voids<evidence::order_issued, evidence::ledger_entered, evidence::technician_signature, evidence::order_filled, evidence::customer_signature>,
                 voids<evidence::air_tightness, evidence::safety_inspected, evidence::burner_lit, evidence::fee_agreed, evidence::fee_paid>,
                 voids<evidence::ledger_signed, evidence::ledger_completed, evidence::satisfaction_asked>>,
        cancelled_from<event::cancel, state::cancelled, state::reported, state::accepted, state::booked, state::ordered, state::dispatched>>;
    // clang-format on
    using closed = states<state::closed, state::cancelled, state::referred>;
};

template <>
struct labels<repair::state> {
    static constexpr term table[] = {
        {"reported", "待受理", "reported"},
        {"accepted", "已受理", "accepted"},
        words::booked,
        {"ordered", "待签领", "to be signed for"},
        {"dispatched", "已派工", "dispatched"},
        {"repairing", "维修中", "under repair"},
        {"to_test", "待试验", "to be tested"},
        {"tested", "试验合格", "test passed"},
        {"inspected", "已检查", "inspected"},
        {"lit", "已点灶", "burner lit"},
        {"unsafe", "有隐患", "hazard found"},
        {"notice_to_sign", "待签隐患", "hazard notice to be signed"},
        {"hazard_noted", "待整改", "hazard to be rectified"},
        words::confirmed,
        {"handed_back", "已交单", "order handed back"},
        {"filed", "已归档", "filed"},
        {"updated", "已维护", "updated in the system"},
        words::visited,
        words::closed,
        words::cancelled,
        {"referred", "已转外部", "referred to another channel"},
    };
};

template <>
struct labels<repair::event> {
    static constexpr term table[] = {
        {"record", "记录", "record"},
        {"order", "建单登记", "issue the order"},
        {"sign", "签领", "sign for the order"},
        words::arrive,
        {"nobody_home", "无人在家", "nobody home"},
        {"talk_over", "与用户协商", "talk a special case over with the customer"},
        {"finish", "作业完毕", "finish the work"},
        {"refer", "转其他渠道", "refer elsewhere"},
        words::test,
        {"inspect", "安全检查", "safety inspection"},
        {"light", "置换点灶", "purge and light"},
        {"write_notice", "开隐患通知单", "write a hazard notice"},
        {"sign_notice", "签隐患通知单", "sign the hazard notice"},
        {"confirm", "签工单", "confirm the order"},
        words::give_invoice,
        {"hand_back", "交单", "hand the order back"},
        {"file", "归档填台帐", "file it and fill in the ledger"},
        {"update", "维护工单", "update the order in the system"},
        words::return_visit,
        words::close,
        words::reopen,
        words::cancel,
    };
};

/// Needs repair.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& repair_lifecycle();

}}  // namespace gongdan
