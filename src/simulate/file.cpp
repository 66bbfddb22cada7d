#include <gongdan/simulate/file.ipp>
