#include <gongdan/fee/file.ipp>
