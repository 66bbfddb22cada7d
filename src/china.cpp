#include <gongdan/calendar/china.ipp>
