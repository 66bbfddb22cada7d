#include <gongdan/lifecycle/decommission.ipp>
