#include <gongdan/desk/entry_line.ipp>
