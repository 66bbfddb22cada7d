#include <gongdan/desk/foreign.ipp>
