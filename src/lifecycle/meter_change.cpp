#include <gongdan/lifecycle/meter_change.ipp>
