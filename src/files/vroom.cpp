#include <gongdan/dispatch/vroom.ipp>
