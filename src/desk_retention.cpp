#include <gongdan/desk/retention.ipp>
