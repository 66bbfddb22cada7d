#include <gongdan/report/paper.ipp>
