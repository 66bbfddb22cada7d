#pragma once

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <utility>

/// A process of the test's own that works, says line by line what it has done, and is killed or stopped at any moment.
class child {
public:
    template <class Work>
    explicit child(Work work) {
        int ends[2];
        if (pipe(ends) != 0) throw std::runtime_error("no pipe is to be had");
        process_ = fork();
        if (process_ == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            close(ends[0]);
            try {
                work(fdopen(ends[1], "w"));
                _exit(0);
            } catch (std::exception const& e) { std::fprintf(stderr, "child: %s\n", e.what()); }
            _exit(1);
        }
        close(ends[1]);
        said_ = fdopen(ends[0], "r");
    }
    ~child() {
        if (process_ > 0) end();
        if (said_ != nullptr) std::fclose(said_);
    }
    child(child const&) = delete;
    child& operator=(child const&) = delete;

    void signal(int number) const { ::kill(process_, number); }
    /// Kills it; gives how it ended, as waitpid tells.
    int end() {
        ::kill(process_, SIGKILL);
        int status = 0;
        waitpid(std::exchange(process_, -1), &status, 0);
        return status;
    }
    /// Waits for the next thing it says; false where it will say no more.
    bool line(std::string& text) {
        char bytes[256];
        if (std::fgets(bytes, sizeof bytes, said_) == nullptr) return false;
        text = bytes;
        bool const whole = !text.empty() && text.back() == '\n';
        if (whole) text.pop_back();
        return whole;
    }

private:
    pid_t process_ = -1;
    FILE* said_ = nullptr;
};

/// Says a line to who started this process.
inline void say(FILE* out, std::string const& line) {
    std::fprintf(out, "%s\n", line.c_str());
    std::fflush(out);
}
