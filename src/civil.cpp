#include <gongdan/time/civil.ipp>
