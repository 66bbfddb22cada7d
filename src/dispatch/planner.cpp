#include <gongdan/dispatch/planner.ipp>
