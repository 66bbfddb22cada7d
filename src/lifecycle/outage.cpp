#include <gongdan/lifecycle/outage.ipp>
