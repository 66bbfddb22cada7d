#include <gongdan/desk/redefine.ipp>
