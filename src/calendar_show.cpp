#include <gongdan/calendar/show.ipp>
