#include <gongdan/report/work_order.ipp>
