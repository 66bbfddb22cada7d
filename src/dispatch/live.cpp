#include <gongdan/dispatch/live.ipp>
