#include <gongdan/files/data.ipp>
