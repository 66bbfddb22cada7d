#pragma once

#include <gongdan/journal/journal.hpp>
#include <gongdan/ticket/kind.hpp>
#include <gongdan/time/civil.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// An entry with all that a journal asks for.
inline gongdan::entry entry_of(std::uint64_t ticket, std::string event, gongdan::payload data = {}) {
    gongdan::entry e;
    e.ticket = {ticket};
    e.kind = gongdan::kind::repair;
    e.event = std::move(event);
    e.data = std::move(data);
    e.occurred_at = e.recorded_at = gongdan::at("2026-02-13 23:59:30");
    e.actor = "r-07";
    e.as = gongdan::role::receptionist;
    return e;
}

inline std::vector<gongdan::entry> all_of(gongdan::journal const& j, std::uint64_t first = 1) {
    std::vector<gongdan::entry> found;
    j.read(first, [&](gongdan::entry const& e) { found.push_back(e); });
    return found;
}

inline bool same(gongdan::entry const& a, gongdan::entry const& b) {
    return a.sequence == b.sequence && a.ticket == b.ticket && a.kind == b.kind && a.event == b.event &&
           a.data == b.data && a.occurred_at == b.occurred_at && a.recorded_at == b.recorded_at && a.actor == b.actor &&
           a.as == b.as && a.command_id == b.command_id && a.stands == b.stands;
}

inline bool same(std::vector<gongdan::entry> const& a, std::vector<gongdan::entry> const& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!same(a[i], b[i])) return false;
    return true;
}

/// The code of the journal_error that is thrown; empty where none is.
template <class Does>
std::string error_of(Does does) {
    try {
        does();
    } catch (gongdan::journal_error const& e) { return e.code(); }
    return {};
}
