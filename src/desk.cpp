#include <gongdan/desk/desk.ipp>
