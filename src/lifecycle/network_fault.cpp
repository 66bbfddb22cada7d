#include <gongdan/lifecycle/network_fault.ipp>
