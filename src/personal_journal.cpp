#include <gongdan/journal/personal.ipp>
