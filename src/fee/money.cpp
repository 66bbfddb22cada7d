#include <gongdan/fee/money.ipp>
