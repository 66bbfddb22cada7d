// One event at one ticket: by the lifecycle as a desk fires it, by Boost.MSM's back-end bare, and by a switch written
// out by hand. The bare ones know eight states, a role as guard and a note of the row; ours asks evidence, outcome and
// role of thirty rows, and can say afterwards which row fired or why none did.

#include <gongdan/lifecycle/repair.hpp>

#ifndef BOOST_ALLOW_DEPRECATED_HEADERS
#define BOOST_ALLOW_DEPRECATED_HEADERS
#endif
#ifndef BOOST_BIND_GLOBAL_PLACEHOLDERS
#define BOOST_BIND_GLOBAL_PLACEHOLDERS
#endif
#include <boost/msm/back/state_machine.hpp>
#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>

#include <benchmark/benchmark.h>

using namespace gongdan;

namespace {

void lifecycle_event(benchmark::State& state) {
    auto const& l = repair_lifecycle();
    auto const record = *l.find_event("record");
    for (auto _ : state) {
        position p;
        attempt a;
        a.as = role::receptionist;
        benchmark::DoNotOptimize(l.fire(p, record, a));
        benchmark::DoNotOptimize(p);
    }
}
BENCHMARK(lifecycle_event);

void lifecycle_event_refused(benchmark::State& state) {
    auto const& l = repair_lifecycle();
    auto const record = *l.find_event("record");
    for (auto _ : state) {
        position p;
        attempt a;
        a.as = role::customer;
        benchmark::DoNotOptimize(l.fire(p, record, a));
    }
}
BENCHMARK(lifecycle_event_refused);

namespace bare {

namespace front = boost::msm::front;

template <int N>
struct at : front::state<> {};
template <int N>
struct event {
    role as;
};

struct machine_front : front::state_machine_def<machine_front> {
    using no_exception_thrown = int;
    using no_message_queue = int;
    using initial_state = at<0>;
    std::uint8_t fired = 0;

    struct by_receptionist {
        template <class Event, class Machine, class Source, class Target>
        bool operator()(Event const& e, Machine&, Source&, Target&) const {
            return e.as == role::receptionist;
        }
    };
    template <int N>
    struct note {
        template <class Event, class Machine, class Source, class Target>
        void operator()(Event const&, Machine& m, Source&, Target&) const {
            m.fired = N;
        }
    };
    template <int N>
    using step = front::Row<at<N>, event<N>, at<N + 1>, note<N>, by_receptionist>;
    struct transition_table
        : boost::mpl::vector<step<0>, step<1>, step<2>, step<3>, step<4>, step<5>, step<6>, step<7>> {};

    template <class Machine, class Event>
    void no_transition(Event const&, Machine&, int) {}
};
using machine = boost::msm::back::state_machine<machine_front>;

}  // namespace bare

/// A machine for one event, as ours is made: set to where the ticket stands, fired, read.
void msm_event(benchmark::State& state) {
    int stored = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(stored);
        bare::machine m;
        int* const current = const_cast<int*>(m.current_state());
        *current = stored;
        benchmark::DoNotOptimize(m.process_event(bare::event<0>{role::receptionist}));
        benchmark::DoNotOptimize(*current);
        benchmark::DoNotOptimize(m.fired);
    }
}
BENCHMARK(msm_event);

/// The same as somebody in a hurry would write it.
void switch_event(benchmark::State& state) {
    int stored = 0;
    auto as = role::receptionist;
    for (auto _ : state) {
        benchmark::DoNotOptimize(stored);
        benchmark::DoNotOptimize(as);
        int next = stored;
        switch (stored) {
        case 0: next = as == role::receptionist ? 1 : 0; break;
        case 1: next = as == role::technician ? 2 : 1; break;
        case 2: next = as == role::technician ? 3 : 2; break;
        case 3: next = as == role::receptionist ? 4 : 3; break;
        case 4: next = as == role::dispatcher ? 5 : 4; break;
        default: break;
        }
        benchmark::DoNotOptimize(next);
    }
}
BENCHMARK(switch_event);

}  // namespace
