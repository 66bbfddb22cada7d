#include <gongdan/dispatch/renew.ipp>
