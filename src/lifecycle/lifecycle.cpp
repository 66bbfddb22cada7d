#include <gongdan/lifecycle/lifecycle.ipp>
