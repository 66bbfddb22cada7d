#pragma once

// Replications side by side on the machine's threads, with a word on how far they are.

#include <gongdan/simulate/study.hpp>

namespace tool {

/// Each replication has its place, so that it does not matter which thread ran it, or when.
[[nodiscard]] gongdan::simulate::runner threaded(unsigned threads);

/// A heap that keeps its pages: fresh ones cost a simulated event more than its work.
void keep_pages();

}  // namespace tool
