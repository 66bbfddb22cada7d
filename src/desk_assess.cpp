#include <gongdan/desk/assess.ipp>
