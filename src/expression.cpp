#include <gongdan/sla/expression.ipp>
