#include <gongdan/desk/exchange.ipp>
