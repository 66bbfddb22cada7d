#include <gongdan/sla/policy.ipp>
