#include <gongdan/report/attainment.ipp>
