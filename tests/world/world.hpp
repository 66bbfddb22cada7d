#pragma once

// A small world that runs from one seed: phones whose clocks are off and whose network comes and goes, a host's clock that
// jumps, clients that try again, a store that fails, a process that dies. Beside it somebody keeps books.

#include "ground.hpp"

#include <gongdan/calendar/china.hpp>
#include <gongdan/desk/batch.hpp>
#include <gongdan/desk/desk.hpp>
#include <gongdan/desk/tables.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/time/civil.hpp>
#include <journal/desk_text.hpp>
#include <support/random_world.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// A command on its way, until it is answered.
struct message {
    std::string id;
    std::optional<gongdan::opening> opens = {};
    gongdan::ticket_id ticket = {};
    gongdan::command does = {};
};

/// What was answered and told, and what is wrong with it.
class books {
public:
    /// An answer that was given is given again; a refusal may change as the ticket does.
    void answered(std::string const& id, std::string answer) {
        ++count_;
        auto const [before, is_new] = answers_.emplace(id, answer);
        if (!is_new && before->second != answer && !is_refusal(before->second))
            complain(id + " was answered '" + before->second + "' and then '" + answer + '\'');
        before->second = std::move(answer);
    }
    void told(gongdan::effect const& e) {
        if (acknowledged_.count(e.key) != 0) complain(e.key + " was offered again after it was acknowledged");
        auto const what = gongdan::to_text(e.due);
        auto const [before, is_new] = told_.emplace(e.key, what);
        if (!is_new && before->second != what) complain(e.key + " came with " + before->second + " and with " + what);
    }
    void acknowledged(std::vector<std::string> const& keys) { acknowledged_.insert(keys.begin(), keys.end()); }
    void complain(std::string const& sentence) { wrong_ += sentence + '\n'; }

    /// Nothing answered is lost, nothing refused has happened, every effect was recorded once and told.
    void compare(gongdan::journal const& j) {
        std::map<std::string, int> commands, fired;
        j.read(1, [&](gongdan::entry const& e) {
            if (!e.command_id.empty()) ++commands[e.command_id];
            if (e.event == gongdan::entry_code::fired) ++fired[key_of(e)];
        });
        for (auto const& [id, answer] : answers_)
            if (int const times = commands[id]; times != (is_refusal(answer) ? 0 : 1))
                complain(id + ", answered '" + answer + "', is recorded " + std::to_string(times) + " times");
        for (auto const& [key, times] : fired)
            if (times != 1 || told_.count(key) == 0)
                complain(key + " was recorded " + std::to_string(times) + " times" +
                         (told_.count(key) == 0 ? " and never told" : ""));
        for (auto const& [key, due] : told_)
            if (fired.count(key) == 0) complain(key + " was told and is not on record");
    }

    [[nodiscard]] std::string const& wrong() const { return wrong_; }
    [[nodiscard]] long long count() const { return count_; }

private:
    static bool is_refusal(std::string const& answer) { return answer.rfind("refused", 0) == 0; }
    static std::string key_of(gongdan::entry const& e) {
        std::string key = std::to_string(e.ticket.value);
        for (char const* const part : {"kind", "target", "step", "epoch"}) key.append("/").append(e.data.get(part));
        return key;
    }

    std::map<std::string, std::string> answers_;
    std::map<std::string, std::string> told_;
    std::set<std::string> acknowledged_;
    std::string wrong_;
    long long count_ = 0;
};

class world {
public:
    world(dice& d, ground& g) : random_(d), ground_(g) { come_back(); }

    void run(int turns) {
        for (int i = 0; i < turns; ++i) {
            now_ = now_ + gongdan::minutes{random_.below(50)};
            if (random_.one_in(40)) jump_ = gongdan::minutes{random_.one_in(2) ? 0 : random_.between(-180, 180)};
            try {
                turn(random_.below(24));
            } catch (gongdan::journal_error const&) {
                after_failure();  // what was to be read was not to be had
            }
        }
        end();
    }
    [[nodiscard]] std::string const& wrong() const { return books_.wrong(); }
    [[nodiscard]] long long answers() const { return books_.count(); }
    [[nodiscard]] gongdan::desk const& desk() const { return *desk_; }
    [[nodiscard]] gongdan::journal const& journal() const { return *store_; }

private:
    /// What the host's clock says.
    [[nodiscard]] gongdan::instant clock() const { return now_ + jump_; }

    void turn(int what) {
        if (what < 2) return open_one();
        if (what < 10) return plan_step();
        if (what < 15) return deliver();
        if (what < 17) return deliver_many();
        if (what < 21) return static_cast<void>(poll());
        if (what == 21) return tidy();
        if (what == 22 && random_.one_in(3)) return ground_.doom();
        if (what == 23 && random_.one_in(2)) return die();
    }

    static std::unique_ptr<gongdan::desk> desk_on(std::shared_ptr<gongdan::journal> store, std::string_view snapshot) {
        static auto const days = gongdan::china();
        static auto const rules = gongdan::gas();
        gongdan::desk_options o;
        o.snapshot = snapshot;
        return std::make_unique<gongdan::desk>(days, rules, gongdan::builtin_lifecycles(), std::move(store), o);
    }

    /// Whoever opens the journal knows what a failure has left; they try until they can.
    void come_back() {
        for (int tries = 0; tries < 200; ++tries) {
            desk_.reset();
            store_.reset();
            in_doubt_from_.reset();
            try {
                store_ = ground_.open();
                desk_ = desk_on(store_, random_.one_in(2) ? std::string_view{snapshot_} : std::string_view{});
                return;
            } catch (gongdan::journal_error const& e) { last_fault_ = e.what(); }
        }
        throw std::runtime_error("the journal cannot be opened any more: " + last_fault_);
    }
    void after_failure() {
        if (!ground_.can_go_on() || random_.one_in(2)) come_back();
        else in_doubt_from_ = store_->last();
    }

    /// Whether the last thing that was tried failed in this process: until something else is written over it, the end of
    /// the process may bring it back whole. Nobody was answered, so either way is right.
    [[nodiscard]] bool in_doubt() const { return in_doubt_from_ == store_->last(); }

    /// The process ends; another one opens the journal, and is the same desk.
    void die() {
        auto const before = tickets();
        bool const may_differ = in_doubt();
        ground_.end_process();
        come_back();
        if (may_differ) return;
        compare(before, "came back as another desk");
    }

    /// Complains of each ticket that is not as it was, with its history.
    void compare(std::vector<std::string> const& before, std::string const& what) {
        auto const now = tickets();
        if (now.size() != before.size()) books_.complain(what + ": with more or fewer tickets");
        for (std::size_t i = 0; i < std::min(now.size(), before.size()); ++i)
            if (now[i] != before[i])
                books_.complain(what + ":\n" + before[i] + "\n---\n" + now[i] + '\n' + history({i + 1}));
    }
    std::string history(gongdan::ticket_id id) const {
        std::string text;
        for (gongdan::entry const& e : desk_->history(id)) {
            text += std::to_string(e.sequence) + ' ' + e.event + " occurred " + gongdan::to_text(e.occurred_at) +
                    " recorded " + gongdan::to_text(e.recorded_at) + ' ' + std::string{gongdan::label(e.stands).code};
            for (auto const& [name, value] : e.data) text.append(" ").append(name).append("=").append(value);
            text += '\n';
        }
        return text;
    }

    std::vector<std::string> tickets() const {
        std::vector<std::string> all;
        for (std::uint64_t id = 1; id <= desk_->size(); ++id) all.push_back(text_of(*desk_->ticket({id})));
        return all;
    }

    gongdan::ticket_id any_ticket() {
        return {1 + static_cast<std::uint64_t>(random_.below(static_cast<int>(desk_->size())))};
    }

    void open_one() {
        auto const types = gongdan::builtin_lifecycles();
        gongdan::opening o;
        o.type = types[static_cast<std::size_t>(random_.below(static_cast<int>(types.size())))]->label.code;
        o.occurred_at = clock();
        o.who = {gongdan::role::receptionist, "r"};
        o.urgency = static_cast<gongdan::level>(random_.below(4));
        o.command_id = "c" + std::to_string(++commands_);
        if (random_.one_in(2)) o.external = "W-" + std::to_string(commands_);
        if (random_.one_in(5) && desk_->size() != 0) o.parent = std::to_string(any_ticket().value);
        on_the_way_.push_back({o.command_id, o, {}, {}});
    }

    /// What somebody in the field believes to be next; by the time it arrives it may not be.
    void plan_step() {
        if (desk_->size() == 0) return;
        auto const id = any_ticket();
        auto const& life = desk_->ticket(id)->type->life();
        auto const rows = gongdan::next_rows(life, desk_->ticket(id)->at);
        if (rows.empty()) return;
        auto const& row = random_.of(rows);
        gongdan::command c;
        c.event = life.events[row.event].label.code;
        for (unsigned r = 0; r < 8; ++r)
            if (row.by.has(static_cast<gongdan::role>(r))) c.who.as = static_cast<gongdan::role>(r);
        c.who.id = "t-" + std::to_string(random_.below(5));
        c.data = {{"from", gongdan::to_text(now_ + gongdan::hours{4})},
                  {"level", "L2"},
                  {"crew", "一班"},
                  {"reason", "customer_wish"},
                  {"owner", "t-1"},
                  {"into", std::to_string(any_ticket().value)}};
        if (row.when != gongdan::outcome::unstated) c.data.set("outcome", gongdan::label(row.when).code);
        for (std::size_t i = 0; i < life.evidence.size(); ++i)
            if ((row.needs >> i & 1) != 0) c.data.set(life.evidence[i].code, "yes");
        // The phone's clock: mostly a little off, some by hours.
        c.occurred_at =
            now_ + gongdan::seconds{random_.one_in(30) ? random_.between(-9000, 9000) : random_.between(-200, 400)};
        c.command_id = "c" + std::to_string(++commands_);
        if (random_.one_in(8)) c.expected_version = desk_->ticket(id)->version;
        on_the_way_.push_back({c.command_id, {}, id, std::move(c)});
    }

    std::vector<message>::iterator any_message() {
        return on_the_way_.begin() + random_.below(static_cast<int>(on_the_way_.size()));
    }

    /// Any of those under way arrives; it may be lost on the way back, and then comes again.
    void deliver() {
        if (on_the_way_.empty()) return;
        auto const at = any_message();
        message m = *at;
        m.does.recorded_at = clock();
        if (m.opens) m.opens->recorded_at = std::max(clock(), m.opens->occurred_at);
        try {
            take(m);
        } catch (gongdan::journal_error const&) { return after_failure(); }
        if (!random_.one_in(4)) on_the_way_.erase(at);  // else the answer got lost, and the client tries again
    }
    void take(message const& m) {
        if (m.opens) {
            auto const a = desk_->open(*m.opens);
            books_.answered(m.id, a ? "ticket " + std::to_string(a->value) : refused(a.why()));
        } else {
            auto const a = desk_->apply(m.ticket, m.does);
            books_.answered(m.id, a ? "entry " + std::to_string(a->sequence) : refused(a.why()));
        }
    }
    static std::string refused(gongdan::refusal const& why) { return "refused: " + std::string{why.code}; }

    /// Some of them arrive within one moment and share a sync.
    void deliver_many() {
        std::vector<message> some;
        for (int n = 1 + random_.below(6); n > 0 && !on_the_way_.empty(); --n) {
            auto const at = any_message();
            some.push_back(std::move(*at));
            on_the_way_.erase(at);
        }
        try {
            commit(some);
        } catch (gongdan::journal_error const&) {
            on_the_way_.insert(on_the_way_.end(), some.begin(), some.end());  // they hear nothing and try again
            after_failure();
        }
    }
    void commit(std::vector<message> const& some) {
        gongdan::batch b{*desk_};
        for (message const& m : some) {
            auto c = m.does;
            c.recorded_at = clock();
            auto o = m.opens;
            if (o) o->recorded_at = std::max(clock(), o->occurred_at);
            if (o) b.open(*o);
            else b.apply(m.ticket, c);
        }
        auto const answers = b.commit();
        for (std::size_t i = 0; i < some.size(); ++i) {
            auto const& a = answers[i];
            auto const taken = [&] {
                return some[i].opens ? "ticket " + std::to_string(a->ticket.value)
                                     : "entry " + std::to_string(a->sequence);
            };
            books_.answered(some[i].id, a ? taken() : refused(a.why()));
        }
    }

    std::size_t poll() {
        std::vector<gongdan::effect> due;
        std::vector<std::string> keys;
        try {
            due = desk_->poll(clock(), 1 + static_cast<std::size_t>(random_.below(6)));
            for (gongdan::effect const& e : due) books_.told(e);
            for (gongdan::effect const& e : due)
                if (ending_ || random_.one_in(2)) keys.push_back(e.key);
            desk_->acknowledge(keys, clock());
            books_.acknowledged(keys);
        } catch (gongdan::journal_error const&) {
            after_failure();  // what was acknowledged or not is what the journal says
        }
        return due.size();
    }

    /// What a host does beside commands: snapshots, letting go of what is closed, looking at conflicts.
    void tidy() {
        if (random_.one_in(3)) snapshot_ = desk_->snapshot();
        if (random_.one_in(3)) desk_->retire(clock() - gongdan::hours{100});
        if (desk_->size() == 0) return;
        auto const id = any_ticket();
        if (desk_->ticket(id)->conflicts == 0) return;
        try {
            for (gongdan::entry const& e : desk_->history(id))
                if (e.stands == gongdan::standing::conflict)
                    static_cast<void>(desk_->settle(id, e.sequence, {gongdan::role::superior, "s"}, "看过", clock()));
        } catch (gongdan::journal_error const&) { after_failure(); }
    }

    void end() {
        ground_.heal();
        ending_ = true;
        if (!ground_.can_go_on()) come_back();
        while (!on_the_way_.empty()) deliver();
        now_ = now_ + gongdan::hours{400};
        for (int i = 0; i < 4000 && poll() != 0; ++i) {}
        books_.compare(*store_);
        compare_with_ledger();
        auto const live = tickets();
        auto const ledger = gongdan::tickets_csv(*desk_, now_);
        come_back();
        compare(live, "at the end who comes back is another desk");
        if (gongdan::tickets_csv(*desk_, now_) != ledger) books_.complain("the ledger of who came back is another");
        if (!desk_->poll(now_, 1).empty()) books_.complain("who came back has more to tell");
    }

    /// The ledger counted from the journal, by somebody who knows no lifecycle.
    void compare_with_ledger() {
        std::map<std::uint64_t, std::uint32_t> opened;
        store_->read(1, [&](gongdan::entry const& e) { opened[e.ticket.value] += e.event == "open" ? 1 : 0; });
        if (opened.size() != desk_->size()) books_.complain("the desk has more or fewer tickets than the journal");
        for (auto const& [id, times] : opened)
            if (times != 1) books_.complain("ticket " + std::to_string(id) + " was opened more or less than once");
    }

    dice& random_;
    ground& ground_;
    books books_;
    std::shared_ptr<gongdan::journal> store_;
    std::unique_ptr<gongdan::desk> desk_;
    gongdan::instant now_ = gongdan::at("2026-02-09 08:00");
    gongdan::seconds jump_{0};
    int commands_ = 0;
    bool ending_ = false;
    std::string snapshot_;
    std::optional<std::uint64_t> in_doubt_from_;  ///< the last entry when something failed and this process went on
    std::string last_fault_;
    std::vector<message> on_the_way_;
};
