#include <gongdan/desk/retention_file.ipp>
