#include <gongdan/dispatch/roster.ipp>
