#pragma once

#include <support/scratch.hpp>

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

/// A PostgreSQL server of the test's own, in a temporary folder on a Unix socket: nobody else can reach it, and it ends
/// with the test, whatever happens to that. As PostgreSQL will not run as root, root becomes `postgres` for it.
class postgres_server {
public:
    /// Whether the programs are there; where not, says so in the words that ctest shows as skipped.
    static bool can_be_had() {
        if (!programs().empty()) return true;
        std::puts("skipped: no postgresql");
        return false;
    }

    /// `synced`: as a server that is to survive a power cut.
    explicit postgres_server(bool synced = false) {
        auto const user = user_for_it();
        if (user != nullptr && chown(folder_.path.c_str(), user->pw_uid, user->pw_gid) != 0)
            throw std::runtime_error("the test's folder cannot be given to postgres");
        auto const data = folder_ / "data";
        auto const made =
            started({"initdb", "-D", data, "-A", "trust", "-U", "gongdan", "-E", "UTF8", "--locale=C", "--no-sync"});
        if (ended(made) != 0) throw std::runtime_error("initdb failed:\n" + bytes_of(folder_ / "log"));
        server_ = started({"postgres", "-D", data, "-k", folder_.path.string(), "-c", "listen_addresses=", "-c",
                           synced ? "fsync=on" : "fsync=off"});
        for (int i = 0; i < 500 && !std::filesystem::exists(folder_ / ".s.PGSQL.5432"); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds{10});
        for (int i = 0; i < 500 && !answers(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    ~postgres_server() {
        kill(server_, SIGINT);
        ended(server_);
    }
    postgres_server(postgres_server const&) = delete;
    postgres_server& operator=(postgres_server const&) = delete;

    [[nodiscard]] std::string connection() const {
        return "host=" + folder_.path.string() + " user=gongdan dbname=postgres";
    }
    /// For the test's own use of a program that needs its socket.
    [[nodiscard]] scratch_folder const& folder() const { return folder_; }

private:
    static std::string programs() {
        std::vector<std::string> found;
        std::error_code none;
        for (auto const& version : std::filesystem::directory_iterator("/usr/lib/postgresql", none))
            if (std::filesystem::exists(version.path() / "bin/initdb"))
                found.push_back((version.path() / "bin").string());
        std::sort(found.begin(), found.end());
        return found.empty() ? "" : found.back();
    }
    static passwd const* user_for_it() { return geteuid() == 0 ? getpwnam("postgres") : nullptr; }

    [[nodiscard]] pid_t started(std::vector<std::string> words) const {
        auto const program = programs() + '/' + words[0];
        auto const* const user = user_for_it();
        pid_t const child = fork();
        if (child != 0) return child;
        if (user != nullptr && (setgid(user->pw_gid) != 0 || setgroups(0, nullptr) != 0 || setuid(user->pw_uid) != 0))
            _exit(126);
        prctl(PR_SET_PDEATHSIG, SIGINT);  // it goes with the test that started it
        if (chdir(folder_.path.c_str()) != 0) _exit(126);
        int const log = open((folder_ / "log").c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
        if (log < 0 || dup2(log, 1) < 0 || dup2(log, 2) < 0) _exit(126);
        std::vector<char*> arguments;
        for (std::string& w : words) arguments.push_back(w.data());
        arguments.push_back(nullptr);
        execv(program.c_str(), arguments.data());
        _exit(127);
    }
    static int ended(pid_t child) {
        int status = 0;
        waitpid(child, &status, 0);
        return status;
    }
    [[nodiscard]] bool answers() const {
        return ended(started({"pg_isready", "-q", "-h", folder_.path.string()})) == 0;
    }

    scratch_folder folder_;
    pid_t server_ = -1;
};
