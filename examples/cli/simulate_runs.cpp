#include "simulate_runs.hpp"

#include <fmt/format.h>

#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <atomic>
#include <cstdio>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace tool {

namespace {

using namespace gongdan;
namespace sim = gongdan::simulate;

/// Tells how far it is, where somebody watches.
class progress {
public:
    explicit progress(std::size_t of) : of_(of), shown_(isatty(STDERR_FILENO) != 0) {}
    void one_more() {
        std::lock_guard<std::mutex> const lock(mutex_);
        ++done_;
        if (shown_) fmt::print(stderr, "\r{}/{}{}", done_, of_, done_ == of_ ? "\r\033[K" : "");
    }

private:
    std::mutex mutex_;
    std::size_t done_ = 0;
    std::size_t of_;
    bool shown_;
};

std::vector<sim::replication> run_range(sim::simulation const& s,
                                        std::uint64_t first,
                                        std::uint64_t count,
                                        unsigned threads) {
    std::vector<sim::replication> runs(count);
    std::vector<std::exception_ptr> failed(count);
    std::atomic<std::size_t> next{0};
    progress shown(count);
    auto const work = [&] {
        for (std::size_t i = next++; i < count; i = next++) {
            try {
                runs[i] = s.run(first + i);
            } catch (...) { failed[i] = std::current_exception(); }
            shown.one_more();
        }
    };
    std::vector<std::thread> others;
    for (unsigned i = 1; i < threads && i < count; ++i) others.emplace_back(work);
    work();
    for (std::thread& t : others) t.join();
    for (std::exception_ptr const& e : failed)
        if (e) std::rethrow_exception(e);
    return runs;
}

}  // namespace

sim::runner threaded(unsigned threads) {
    return [threads](sim::simulation const& s, std::uint64_t first, std::uint64_t count) {
        return run_range(s, first, count, threads);
    };
}

void keep_pages() {
#ifdef __GLIBC__
    constexpr int much = 256 << 20;
    mallopt(M_TRIM_THRESHOLD, 2 * much - 1);
    mallopt(M_TOP_PAD, much / 8);
    mallopt(M_MMAP_THRESHOLD, much);
#endif
}

}  // namespace tool
