#include <gongdan/lifecycle/modification.ipp>
