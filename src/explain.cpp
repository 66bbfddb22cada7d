#include <gongdan/sla/explain.ipp>
