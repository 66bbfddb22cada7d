#include <gongdan/calendar/file.ipp>
