#pragma once

// What a desk holds, as bytes and back. One function names the fields of each thing, for both ways.

#include <gongdan/desk/desk.hpp>
#include <gongdan/journal/chain.hpp>

#include <fmt/format.h>

#include <cstring>
#include <type_traits>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace snapshot_detail {

constexpr std::string_view mark = "gongdan snapshot 2\n";  ///< another number where the fields change
constexpr std::size_t check_bytes = std::tuple_size_v<chain_link>;

/// Numbers as they lie in memory: a snapshot is for the machine that made it, and says on which kind it was made.
class writer {
public:
    template <class T, std::enable_if_t<std::is_arithmetic_v<T> || std::is_enum_v<T>, int> = 0>
    void operator()(T const& number) {
        char raw[sizeof number];
        std::memcpy(raw, &number, sizeof number);
        bytes.append(raw, sizeof raw);
    }
    void operator()(std::string_view text) {
        (*this)(text.size());
        bytes += text;
    }
    void operator()(std::string const& text) { (*this)(std::string_view{text}); }
    void operator()(instant const& t) { (*this)(t.since_epoch); }
    void operator()(payload const& p) { (*this)(p.bytes()); }
    template <class T, class Each>
    void all(std::vector<T> const& list, Each each) {
        (*this)(list.size());
        for (T const& x : list) each(x);
    }

    /// Whether an optional thing is there, and the thing.
    template <class Optional>
    bool is_there(Optional const& x) {
        (*this)(static_cast<bool>(x));
        return static_cast<bool>(x);
    }
    template <class T>
    static T const& inside(lazy<T> const& x) {
        return x.read();
    }
    template <class T>
    static T const& inside(std::optional<T> const& x) {
        return *x;
    }

    std::string bytes;
};

/// Reads what `writer` wrote; `good` is false from the first thing on that is not there.
class reader {
public:
    explicit reader(std::string_view bytes) : left(bytes) {}

    template <class T, std::enable_if_t<std::is_arithmetic_v<T> || std::is_enum_v<T>, int> = 0>
    void operator()(T& number) {
        auto const raw = take(sizeof number);
        if (good) std::memcpy(&number, raw.data(), sizeof number);
    }
    void operator()(std::string& text) { text = view(); }
    void operator()(instant& t) { (*this)(t.since_epoch); }
    void operator()(payload& p) { p = payload::from_bytes(view()); }
    template <class T, class Each>
    void all(std::vector<T>& list, Each each) {
        std::size_t count = 0;
        (*this)(count);
        good = good && count <= left.size();  // each takes a byte at least
        if (!good) return;
        list.resize(count);
        for (T& x : list) each(x);
    }
    template <class Optional>
    bool is_there(Optional&) {
        bool there = false;
        (*this)(there);
        return there;
    }
    template <class T>
    static T& inside(lazy<T>& x) {
        return x.write();
    }
    template <class T>
    static T& inside(std::optional<T>& x) {
        return x ? *x : x.emplace();
    }
    [[nodiscard]] std::string_view view() {
        std::size_t size = 0;
        (*this)(size);
        return take(size);
    }

    std::string_view left;
    bool good = true;

private:
    std::string_view take(std::size_t size) {
        good = good && size <= left.size();
        if (!good) return {};
        auto const taken = left.substr(0, size);
        left.remove_prefix(size);
        return taken;
    }
};

template <class Archive, class Interval>
void pass_interval(Archive& a, Interval& i) {
    a(i.from), a(i.to);
}

template <class Archive, class Target>
void pass_target(Archive& a, Target& s) {
    a(s.starts_at), a(s.met_at), a(s.due_at), a(s.clause), a(s.epoch), a(s.state), a(s.next_step);
    a(s.breached), a(s.voided);
}

template <class Archive, class Course>
void pass_course(Archive& a, Course& c) {
    a.all(c.agreements, [&](auto& x) { pass_interval(a, x.when), a(x.made_at); });
    a.all(c.holds, [&](auto& h) { pass_interval(a, h.when), a(h.reason), a(h.asked_at); });
    a.all(c.owners, [&](auto& o) { a(o.who), a(o.until); });
    if (a.is_there(c.merged)) a(a.inside(c.merged).into), a(a.inside(c.merged).at);
    if (!a.is_there(c.waiting)) return;
    auto& w = a.inside(c.waiting);
    a(w.event), a(w.data), a(w.actor), a(w.as);
}

template <class Archive, class Facts>
void pass_facts(Archive& a, Facts& f) {
    a(f.urgency), a(f.opened), a(f.tip), a(f.closed_at), a(f.owned_from);
    a(f.external), a(f.hall), a(f.crew), a(f.owner), a(f.fields);
    if (a.is_there(f.course)) pass_course(a, a.inside(f.course));
}

template <class Archive, class Record>
void pass_record(Archive& a, Record& t) {
    a(t.at.state), a(t.at.custody), a(t.at.evidence);
    a(t.version), a(t.conflicts), a(t.epoch), a(t.retired), a(t.label);
    pass_facts(a, t.facts);
    a.all(t.targets, [&](auto& s) { pass_target(a, s); });
}

template <class Archive, class Effect>
void pass_effect(Archive& a, Effect& e) {
    a(e.kind), a(e.ticket.value), a(e.target), a(e.step), a(e.epoch), a(e.due), a(e.key);
}

/// What the fields of a policy or calendar stand for; the same text where nothing that counts was changed.
inline std::string terms_of(policy const& p) {
    std::string all = p.name + '\n' + p.version + '\n' + p.source + '\n' + p.lifecycle;
    for (clause const& c : p.clauses) all += fmt::format("\n{} {} {}", c.target, to_text(c.within), c.source);
    return to_hex(blake2b(all));
}

inline std::string terms_of(calendar const& days) {
    auto const& s = days.spec();
    std::string all = fmt::format("{}\n{}\n{} {}", s.name, s.version, to_text(s.first), to_text(days.last()));
    for (special_day const& d : s.days) all += fmt::format("\n{} {} {}", to_text(d.date), d.works, d.source);
    for (calendar_layer const& l : s.layers) all += fmt::format("\n{} {}", l.name, l.version);
    return to_hex(blake2b(all));
}

/// What a snapshot must agree in with the desk that begins with it.
struct header {
    std::uint64_t machine = 0x0102030405060708;  ///< order of bytes
    std::string policy_is, policy_terms, calendar_is, calendar_terms;
    std::vector<std::pair<std::string, std::uint64_t>> types;  ///< code and fingerprint
    std::uint64_t reaches = 0;
    std::string journal_mark;
};

template <class Archive, class Header>
void pass_header(Archive& a, Header& h) {
    a(h.machine), a(h.policy_is), a(h.policy_terms), a(h.calendar_is), a(h.calendar_terms);
    a.all(h.types, [&](auto& t) { a(t.first), a(t.second); });
    a(h.reaches), a(h.journal_mark);
}

/// Where the two differ; nothing where the snapshot will do.
inline std::optional<sentence> difference(header const& was, header const& is) {
    auto const other = [](char const* zh, char const* en, std::string const& a, std::string const& b) {
        return sentence{fmt::format("快照的{}是“{}”,现在是“{}”", zh, a, b),
                        fmt::format("the snapshot's {} is '{}', now it is '{}'", en, a, b)};
    };
    if (was.machine != is.machine) return sentence{"快照来自另一种机器", "the snapshot is of another kind of machine"};
    if (was.policy_is != is.policy_is || was.policy_terms != is.policy_terms)
        return other("时限制度", "policy", was.policy_is, is.policy_is);
    if (was.calendar_is != is.calendar_is || was.calendar_terms != is.calendar_terms)
        return other("日历", "calendar", was.calendar_is, is.calendar_is);
    for (auto const& [code, fingerprint] : was.types) {
        auto const same = [&, &name = code](auto const& t) { return t.first == name; };
        auto const found = std::find_if(is.types.begin(), is.types.end(), same);
        if (found == is.types.end() || found->second != fingerprint)
            return sentence{fmt::format("类型“{}”的流程已不是快照里的", code),
                            fmt::format("the lifecycle of '{}' is not the snapshot's", code)};
    }
    if (was.journal_mark != is.journal_mark)
        return sentence{fmt::format("快照不是这本日志的:第 {} 条不符", was.reaches),
                        fmt::format("the snapshot is of another journal: entry {} is not the same", was.reaches)};
    return {};
}

}  // namespace snapshot_detail

GONGDAN_INLINE std::string desk::snapshot() const {
    using namespace snapshot_detail;
    auto const missing =
        std::count_if(tickets_.begin(), tickets_.end(), [](auto const& t) { return t.type == nullptr; });
    if (archived_.size() != gone_ + static_cast<std::size_t>(missing)) return {};
    writer w;
    w.bytes = mark;
    header h = terms(store_->last());
    pass_header(w, h);
    w(seen_);
    pass_archived(w);
    w(tickets_.size());
    for (ticket_record const& t : tickets_) {
        auto const is_it = [&](auto const& x) { return x.get() == t.type; };
        w(static_cast<std::uint32_t>(std::find_if(types_.begin(), types_.end(), is_it) - types_.begin()));
        if (t.type != nullptr) pass_record(w, t);
    }
    w(pending_.size());
    for (effect const& e : pending_) pass_effect(w, e);
    w(answered_.size());
    for (auto const& s : answered_.slots())
        if (s.second != 0) w(s.first), w(s.second);
    auto const check = blake2b(w.bytes);
    w.bytes.append(check.begin(), check.end());
    return std::move(w.bytes);
}

/// The tickets in archives: how many before all others, all by id, and their numbers.
GONGDAN_INLINE void desk::pass_archived(snapshot_detail::writer& w) const {
    w(gone_);
    w(archived_.size());
    for (ticket_id const id : archived_) w(id.value);
    std::vector<std::pair<std::string, ticket_id>> numbers;
    for (auto const& n : by_external_)
        if (in_archive(n.second)) numbers.emplace_back(n);
    w.all(numbers, [&](auto const& n) { w(n.first), w(n.second.value); });
}

GONGDAN_INLINE void desk::read_archived(snapshot_detail::reader& r) {
    std::size_t count = 0;
    r(gone_), r(count);
    for (std::size_t i = 0; i < count && r.good; ++i) {
        ticket_id id;
        r(id.value);
        archived_.insert(id);
    }
    std::vector<std::pair<std::string, ticket_id>> numbers;
    r.all(numbers, [&](auto& n) { r(n.first), r(n.second.value); });
    by_external_.insert(numbers.begin(), numbers.end());
}

GONGDAN_INLINE snapshot_detail::header desk::terms(std::uint64_t reaches) const {
    using namespace snapshot_detail;
    header h;
    h.policy_is = rules_->name + ' ' + rules_->version;
    h.policy_terms = terms_of(*rules_);
    h.calendar_is = days_.name() + ' ' + days_.version();
    h.calendar_terms = terms_of(days_);
    for (auto const& t : types_) h.types.emplace_back(t->life().label.code, t->life().fingerprint);
    h.reaches = reaches;
    h.journal_mark = store_->last() < reaches ? "beyond its end" : store_->mark(reaches);
    return h;
}

/// Takes a snapshot's tickets, or says why not and has none.
GONGDAN_INLINE std::optional<sentence> desk::begin_with(std::string_view bytes) {
    using namespace snapshot_detail;
    sentence const damaged{"快照已损坏,或来自另一版本", "the snapshot is damaged or of another version"};
    if (bytes.size() < mark.size() + check_bytes || bytes.substr(0, mark.size()) != mark) return damaged;
    auto const body = bytes.substr(0, bytes.size() - check_bytes);
    auto const check = blake2b(body);
    if (!std::equal(check.begin(), check.end(), bytes.end() - check_bytes,
                    [](std::uint8_t a, char b) { return a == static_cast<std::uint8_t>(b); }))
        return damaged;
    reader r{body.substr(mark.size())};
    header h;
    pass_header(r, h);
    if (!r.good) return damaged;
    if (auto differs = difference(h, terms(h.reaches))) return differs;
    read_tickets(r, h);
    known_ = h.reaches;
    return {};
}

GONGDAN_INLINE void desk::read_tickets(snapshot_detail::reader& r, snapshot_detail::header const& h) {
    using namespace snapshot_detail;
    std::vector<bound_type const*> kinds;
    for (auto const& [code, fingerprint] : h.types) kinds.push_back(type(code));
    std::size_t count = 0;
    r(seen_);
    read_archived(r);
    r(count);
    for (std::uint64_t id = gone_ + 1; id <= gone_ + count; ++id) {
        ticket_record& t = tickets_.emplace_back();
        std::uint32_t kind = 0;
        r(kind);
        if (kind == kinds.size()) continue;  // in an archive
        t.id = {id};
        t.type = kinds.at(kind);
        pass_record(r, t);
        if (!t.facts.external.empty()) by_external_.emplace(t.facts.external, t.id);
    }
    r(count);
    for (std::size_t i = 0; i < count; ++i) pass_effect(r, pending_.emplace_back());
    r(count);
    answered_.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        command_index::slot s;
        r(s.first), r(s.second);
        answered_.add(s);
    }
    assert(r.good && r.left.empty() && "a snapshot whose check is right was not written by this version");
}

}}  // namespace gongdan
