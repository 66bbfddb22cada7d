#include <gongdan/desk/difference.ipp>
