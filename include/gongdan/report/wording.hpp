#pragma once

#include <gongdan/report/document.hpp>
#include <gongdan/report/snapshot.hpp>

#include <string>
#include <string_view>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

// How a report words what entries hold.

/// Who did something and when; not done where `when` is `distant_future`.
struct mark {
    std::string who = {};
    instant when = distant_future;

    [[nodiscard]] bool made() const { return when != distant_future; }
};

/// Who acted: the actor as the host names it, or else the role.
[[nodiscard]] std::string person(entry const& e, language l);
[[nodiscard]] mark mark_of(step const& s, language l);
/// Who signed: the text that came with the signature, where it says more than yes, or else who acted.
[[nodiscard]] mark signature_of(step const& s, evidence e, language l);
/// The customer's signature: by the customer, whoever holds the device.
[[nodiscard]] mark customer_signature_of(step const& s, seen_ticket const& t, form_fields const& fields, language l);
/// Who, and below it when, with the year where it is not the reader's; where it was not done, what to say instead.
[[nodiscard]] cell marked(mark const& m, std::string_view absent, instant reader, tone look_then = tone::quiet);
/// Whether the text merely says yes.
[[nodiscard]] bool plain_yes(std::string_view text);

/// `02-24 10:00`, with the year where it is not the reader's (never the one of `distant_past`); empty for an instant that
/// is not known.
[[nodiscard]] std::string brief(instant t, instant reader);
[[nodiscard]] std::string brief(due const& d, instant reader);
/// `02-24 09:00–11:00`
[[nodiscard]] std::string brief(interval agreed, instant reader);
/// The full time, or empty where it is not known.
[[nodiscard]] std::string full(instant t);
/// `2026-02-24 09:00–11:00`
[[nodiscard]] std::string full(interval agreed);

/// What an event is called, the desk's own included.
[[nodiscard]] std::string event_name(lifecycle const& life, std::string_view code, language l);
/// What came with an entry, worded: `结果 合格;出示证件;费用 30`. Pieces of evidence are named without their yes, what
/// neither the engine nor the forms know by the host's own name.
[[nodiscard]] std::string data_text(lifecycle const& life, payload const& data, form_fields const& fields, language l);

}}}  // namespace gongdan::report

#ifndef GONGDAN_COMPILED
#include <gongdan/report/wording.ipp>
#endif
