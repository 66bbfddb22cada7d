#include <gongdan/desk/ties.ipp>
