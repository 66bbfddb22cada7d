#include <gongdan/fee/schedule.ipp>
