// Worlds on PostgreSQL whose server ends the desk's connection at any moment, between two statements and within one: what a
// commit came to is found out, and nothing that was answered is lost.

#ifdef GONGDAN_WITH_POSTGRES

#include "world.hpp"

#include <gongdan/journal/postgres.hpp>
#include <support/postgres_server.hpp>

#include <doctest/doctest.h>

#include <libpq-fe.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>

using namespace gongdan;

namespace {

/// Ends every connection to the server but its own.
class cutter {
public:
    explicit cutter(std::string const& connection) : c_(PQconnectdb(connection.c_str()), &PQfinish) {}
    void cut() const {
        PQclear(PQexec(c_.get(),
                       "SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE backend_type = 'client "
                       "backend' AND pid <> pg_backend_pid()"));
    }

private:
    std::unique_ptr<PGconn, void (*)(PGconn*)> c_;
};

/// A journal whose connection is cut now and then before it appends, or while it does.
class cut_journal final : public journal {
public:
    cut_journal(std::shared_ptr<journal> below, dice& d, cutter const& c, bool const& calm)
        : below_(std::move(below)), random_(d), cutter_(c), calm_(calm) {}
    void append(std::vector<entry>& entries) override {
        if (calm_ || !random_.one_in(6)) return below_->append(entries);
        if (random_.one_in(3)) {
            cutter_.cut();
            return below_->append(entries);
        }
        auto const pause = std::chrono::microseconds{random_.below(1500)};
        std::thread beside{[&] {
            std::this_thread::sleep_for(pause);
            cutter_.cut();
        }};
        struct joined {
            std::thread& t;
            ~joined() { t.join(); }
        } const end{beside};
        below_->append(entries);
    }
    void read(std::uint64_t first, std::function<void(entry const&)> const& use) const override {
        below_->read(first, use);
    }
    [[nodiscard]] std::vector<entry> history(ticket_id t) const override { return below_->history(t); }
    [[nodiscard]] std::uint64_t last() const override { return below_->last(); }
    [[nodiscard]] std::string mark(std::uint64_t sequence) const override { return below_->mark(sequence); }

private:
    std::shared_ptr<journal> below_;
    dice& random_;
    cutter const& cutter_;
    bool const& calm_;
};

class postgres_ground final : public ground {
public:
    postgres_ground(dice& d, postgres_server const& s, std::uint64_t seed)
        : random_(d), connection_(s.connection()), cutter_(connection_) {
        options_.branch = "world " + std::to_string(seed);
        options_.durable = durability::crash;
        options_.lease = std::chrono::milliseconds{300};  // of a connection that was cut, and could not give it back
        options_.wait = std::chrono::seconds{20};
    }
    std::shared_ptr<journal> open() override {
        return std::make_shared<cut_journal>(std::make_shared<postgres_journal>(connection_, options_), random_,
                                             cutter_, calm_);
    }
    [[nodiscard]] bool can_go_on() const override { return true; }
    void end_process() override { cutter_.cut(); }
    void heal() override { calm_ = true; }
    [[nodiscard]] std::optional<journal_fault> verify() const {
        auto o = options_;
        o.how = journal_access::read_only;
        return postgres_journal{connection_, o}.verify();
    }

private:
    dice& random_;
    std::string connection_;
    cutter cutter_;
    postgres_options options_;
    bool calm_ = false;
};

}  // namespace

TEST_CASE("PostgreSQL: a server that ends the connection at any moment loses nothing that was answered") {
    if (!postgres_server::can_be_had()) return;
    postgres_server const server;
    random_worlds::for_seeds(8, [&](std::uint64_t seed, std::string& wrong) {
        dice d{seed};
        postgres_ground g{d, server, seed};
        world w{d, g};
        w.run(200);
        wrong = w.wrong();
        if (auto const fault = g.verify()) wrong += fault->what.en;
        return w.answers();
    });
}

#endif
