#include <gongdan/journal/sqlite_backup.ipp>
