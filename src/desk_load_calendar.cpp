#include <gongdan/desk/load_calendar.ipp>
