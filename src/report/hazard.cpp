#include <gongdan/report/hazard.ipp>
