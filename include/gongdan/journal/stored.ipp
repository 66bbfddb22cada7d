#pragma once

// What the journals in databases have in common; of use to their bodies and to nobody else.

#include <gongdan/core/answer.hpp>
#include <gongdan/journal/chain.hpp>
#include <gongdan/journal/stored.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace stored_detail {

/// A journal_error that can become an answer.
class store_error final : public journal_error {
public:
    explicit store_error(refusal why) : journal_error(std::string{why.code}, why.en), why_(std::move(why)) {}
    [[nodiscard]] refusal const& why() const noexcept { return why_; }

private:
    refusal why_;
};

[[noreturn]] inline void fail(std::string_view code, std::string zh, std::string en) {
    throw store_error({code, {}, std::move(zh), std::move(en)});
}

[[noreturn]] inline void refuse_newer(std::string_view where, std::int64_t version, std::int64_t known) {
    fail("journal.version", fmt::format("{}:格式版本 {},本程序只认识到 {}", where, version, known),
         fmt::format("{}: its schema is version {}; this gongdan knows up to {}", where, version, known));
}

[[noreturn]] inline void refuse_reader(std::string_view where) {
    fail("journal.read_only", fmt::format("{}:以只读方式打开", where),
         fmt::format("{}: it was opened for reading", where));
}

[[noreturn]] inline void refuse_headless(std::string_view where) {
    fail("journal.corrupt", fmt::format("{}:缺少链头", where),
         fmt::format("{}: the head of its chain is missing", where));
}

inline chain_link link_from(std::string_view bytes) {
    chain_link l{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), l.size()), l.begin());
    return l;
}

/// How far a chain was followed.
struct reach {
    std::uint64_t count = 0;
    chain_link link{};

    friend bool operator==(reach const& a, reach const& b) { return a.count == b.count && a.link == b.link; }
    friend bool operator!=(reach const& a, reach const& b) { return !(a == b); }
};

inline journal_head head_of(reach const& r) { return {r.count, to_hex(r.link)}; }

inline void refuse_other_end(std::string_view where, reach const& end, reach const& head) {
    if (end == head) return;
    fail("journal.corrupt", fmt::format("{}:末条记录(第 {} 条)与链头(第 {} 条)不符", where, end.count, head.count),
         fmt::format("{}: its last entry, {}, is not the one its chain ends with, {}", where, end.count, head.count));
}

/// A writer who knows of `known` finds `stored`, which is something else.
[[noreturn]] inline void refuse_moved(std::string_view where, reach const& stored, reach const& known) {
    if (stored.count < known.count)
        fail("journal.rolled_back", fmt::format("{}:已写入的第 {} 条起随事务回滚", where, stored.count + 1),
             fmt::format("{}: the entries from {} on are gone, rolled back with their transaction", where,
                         stored.count + 1));
    fail("journal.busy", fmt::format("{}:另一程序已写入新的记录", where),
         fmt::format("{}: another writer has added entries meanwhile", where));
}

inline journal_fault missing(std::uint64_t sequence) {
    return {sequence, {fmt::format("第 {} 条缺失", sequence), fmt::format("entry {} is missing", sequence)}};
}

inline journal_fault changed(std::uint64_t sequence) {
    return {sequence, {fmt::format("第 {} 条被改动", sequence), fmt::format("entry {} was changed", sequence)}};
}

inline journal_fault added(std::int64_t sequence) {
    return {static_cast<std::uint64_t>(sequence),
            {fmt::format("第 {} 条不在链上", sequence), fmt::format("entry {} was added beside the chain", sequence)}};
}

inline journal_fault unsound(std::uint64_t sequence, std::string_view what) {
    if (sequence != 0)
        return {sequence,
                {fmt::format("第 {} 条无法读取:{}", sequence, what),
                 fmt::format("entry {} cannot be read: {}", sequence, what)}};
    return {0, {fmt::format("文件受损:{}", what), fmt::format("the file is damaged: {}", what)}};
}

/// What is wrong with a chain that was followed to `r`, where its head says `head`.
inline std::optional<journal_fault> compare(reach const& r, reach const& head) {
    if (r.count < head.count) return missing(r.count + 1);
    if (r.count > head.count) return added(static_cast<std::int64_t>(head.count + 1));
    if (r.link == head.link) return {};
    return r.count == 0 ? unsound(0, "the head of its chain was changed") : changed(r.count);
}

/// Takes the chain one row further, or says what is wrong with the row. `fits`: each of its columns is as it was written.
inline std::optional<journal_fault> follow(
    journal_row const& row, std::string_view stored_link, bool fits, reach& r, std::string& scratch) {
    auto const sequence = static_cast<std::int64_t>(row.sequence);
    auto const expected = static_cast<std::int64_t>(r.count) + 1;
    if (sequence > expected) return missing(r.count + 1);
    if (sequence < expected) return added(sequence);
    auto const link = link_from(stored_link);
    if (!fits || stored_link.size() != link.size() || next_link(r.link, row, scratch) != link)
        return changed(row.sequence);
    r = {row.sequence, link};
    return {};
}

/// Follows a chain over what lies in archives, and asks that an entry says so of all of it.
class absence_walk {
public:
    /// `said`: an archive need not say where the others lie.
    absence_walk(std::vector<absent_run> runs, bool said) : runs_(std::move(runs)), said_(said) {}

    /// Takes the chain over the run before a row, where there is one.
    void pass_to(std::uint64_t sequence, reach& r) {
        if (at_ == runs_.size() || runs_[at_].first != r.count + 1 || sequence <= runs_[at_].last) return;
        r = {runs_[at_].last, runs_[at_].link};
        ++at_;
    }
    void hear(journal_row const& row) {
        if (row.event != archived_event) return;
        auto const key = fmt::format("\"{}\": \"", archived_entries);
        auto const from = row.payload.find(key);
        if (from == std::string_view::npos) return;
        auto text = row.payload.substr(from + key.size());
        text = text.substr(0, text.find('"'));
        while (!text.empty()) {
            auto const part = text.substr(0, text.find(','));
            text.remove_prefix(std::min(text.size(), part.size() + 1));
            auto const dash = part.find('-');
            auto const first = number(part.substr(0, dash));
            told_.emplace_back(first, dash == std::string_view::npos ? first : number(part.substr(dash + 1)));
        }
    }
    /// The first entry that is not there though nobody put it away.
    [[nodiscard]] std::optional<journal_fault> untold() {
        if (said_) return {};
        std::sort(told_.begin(), told_.end());
        auto t = told_.begin();
        for (absent_run const& run : runs_)
            for (auto next = run.first; next <= run.last;) {
                while (t != told_.end() && t->second < next) ++t;
                if (t == told_.end() || next < t->first) return missing(next);
                next = t->second + 1;
            }
        return {};
    }

private:
    static std::uint64_t number(std::string_view digits) {
        std::uint64_t n = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), n);
        return n;
    }

    std::vector<absent_run> runs_;
    std::size_t at_ = 0;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> told_;
    bool said_;
};

/// Runs of entries that follow one another, each with the link of its last.
inline void add_to_runs(std::vector<absent_run>& runs, std::uint64_t sequence, chain_link const& link) {
    if (!runs.empty() && runs.back().last + 1 == sequence) runs.back().last = sequence, runs.back().link = link;
    else runs.push_back({sequence, sequence, link});
}

/// What is left of a run when one of its entries comes back, `before` the link before that.
inline std::vector<absent_run> without(absent_run const& run, std::uint64_t sequence, chain_link const& before) {
    std::vector<absent_run> left;
    if (run.first < sequence) left.push_back({run.first, sequence - 1, before});
    if (sequence < run.last) left.push_back({sequence + 1, run.last, run.link});
    return left;
}

/// Adds a run to a table of them, joined to those it touches. The table finds, adds and removes single runs.
template <class Table>
void add_run(Table& table, absent_run run) {
    if (auto const before = table.upto(run.first); before && before->last + 1 == run.first) {
        table.remove(before->first);
        run.first = before->first;
    }
    if (auto const after = table.upto(run.last + 1); after && after->first == run.last + 1) {
        table.remove(after->first);
        run.last = after->last, run.link = after->link;
    }
    table.insert(run);
}

/// Takes an entry that comes back out of the run that has it; false where none has.
template <class Table>
bool take_from_run(Table& table, linked_entry const& l) {
    auto const run = table.upto(l.what.sequence);
    if (!run || run->last < l.what.sequence) return false;
    table.remove(run->first);
    for (absent_run const& left : without(*run, l.what.sequence, l.before)) table.insert(left);
    return true;
}

[[noreturn]] inline void refuse_placeless(std::string_view where, std::uint64_t sequence) {
    fail("journal.corrupt", fmt::format("{}:第 {} 条不属于这里,或已被改动", where, sequence),
         fmt::format("{}: entry {} has no place here, or was changed", where, sequence));
}

/// The entry of a row whose payload and times were read. Throws `journal.corrupt` for codes that nobody knows.
inline entry entry_from(
    journal_row const& row, payload data, instant occurred_at, instant recorded_at, std::string_view where) {
    auto const as = parse_label<role>(row.role);
    auto const stands = parse_label<standing>(row.standing);
    if (!as || !stands) {
        auto const f = changed(row.sequence);
        fail("journal.corrupt", fmt::format("{}:{}", where, f.what.zh), fmt::format("{}: {}", where, f.what.en));
    }
    return {row.sequence,
            {row.ticket},
            std::string{row.type},
            std::string{row.event},
            std::move(data),
            occurred_at,
            recorded_at,
            std::string{row.actor},
            *as,
            std::string{row.command_id},
            *stands};
}

/// What `find` finds, or the damage that keeps it from looking.
template <class Find, class Where>
std::optional<journal_fault> or_unsound(Find find, Where where) {
    try {
        return find();
    } catch (store_error const& e) {
        if (e.code() != "journal.corrupt") throw;
        return unsound(where(), e.what());
    }
}

}}}  // namespace gongdan::stored_detail
