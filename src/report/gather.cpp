#include <gongdan/report/gather.ipp>
