#include <gongdan/lifecycle/counter.ipp>
