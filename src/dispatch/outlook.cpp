#include <gongdan/dispatch/detail/outlook.ipp>
