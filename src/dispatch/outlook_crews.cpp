#include <gongdan/dispatch/detail/outlook_crews.ipp>
