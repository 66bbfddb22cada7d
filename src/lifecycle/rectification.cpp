#include <gongdan/lifecycle/rectification.ipp>
