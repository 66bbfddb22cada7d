#include <gongdan/dispatch/detail/outlook_alarms.ipp>
