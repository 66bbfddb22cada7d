#include <gongdan/dispatch/roster_file.ipp>
