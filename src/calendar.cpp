#include <gongdan/calendar/calendar.ipp>
