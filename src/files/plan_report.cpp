#include <gongdan/dispatch/report.ipp>
