#include <gongdan/dispatch/detail/outlook_words.ipp>
