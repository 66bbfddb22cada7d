#include <gongdan/report/kpi.ipp>
