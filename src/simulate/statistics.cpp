#include <gongdan/simulate/statistics.ipp>
