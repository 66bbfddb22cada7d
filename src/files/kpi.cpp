#include <gongdan/report/kpi_file.ipp>
