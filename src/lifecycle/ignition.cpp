#include <gongdan/lifecycle/ignition.ipp>
