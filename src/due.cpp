#include <gongdan/sla/due.ipp>
