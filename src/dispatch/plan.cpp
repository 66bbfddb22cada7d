#include <gongdan/dispatch/plan.ipp>
