#include <gongdan/journal/journal.ipp>
