#include <gongdan/desk/late.ipp>
