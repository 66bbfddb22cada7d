#include <gongdan/lifecycle/repair.ipp>
