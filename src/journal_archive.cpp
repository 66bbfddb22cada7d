#include <gongdan/journal/archive.ipp>
