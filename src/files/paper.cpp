#include <gongdan/report/paper_file.ipp>
