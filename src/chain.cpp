#include <gongdan/journal/chain.ipp>
