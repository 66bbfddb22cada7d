#include <gongdan/lifecycle/gas_stop.ipp>
