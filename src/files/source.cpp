#include <gongdan/files/source.ipp>
