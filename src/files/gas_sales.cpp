#include <gongdan/report/gas_file.ipp>
