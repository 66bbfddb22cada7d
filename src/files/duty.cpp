#include <gongdan/duty/file.ipp>
