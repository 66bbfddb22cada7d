#include <gongdan/dispatch/nearest.ipp>
