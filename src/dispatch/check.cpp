#include <gongdan/dispatch/check.ipp>
