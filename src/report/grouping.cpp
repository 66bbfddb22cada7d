#include <gongdan/report/grouping.ipp>
