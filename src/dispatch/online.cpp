#include <gongdan/dispatch/online.ipp>
