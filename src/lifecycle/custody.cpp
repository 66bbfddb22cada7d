#include <gongdan/lifecycle/custody.ipp>
