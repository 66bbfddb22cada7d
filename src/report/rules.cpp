#include <gongdan/report/rules.ipp>
