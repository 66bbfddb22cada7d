#include <gongdan/report/ledger.ipp>
