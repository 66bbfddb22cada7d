#include <gongdan/desk/ask.ipp>
