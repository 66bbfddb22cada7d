#include <gongdan/calendar/check.ipp>
