#include <gongdan/desk/mapping.ipp>
