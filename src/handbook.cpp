#include <gongdan/sla/handbook.ipp>
