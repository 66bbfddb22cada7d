#include <gongdan/journal/personal_sqlite.ipp>
