#include <gongdan/files/names.ipp>
