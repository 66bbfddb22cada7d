#include <gongdan/desk/forget.ipp>
