#include <gongdan/lifecycle/alarm.ipp>
