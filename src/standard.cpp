#include <gongdan/sla/standard.ipp>
