#include <gongdan/journal/sqlite.ipp>
