#include <gongdan/duty/plan.ipp>
#include <gongdan/duty/record.ipp>
