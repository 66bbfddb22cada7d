#include <gongdan/report/settlement.ipp>
