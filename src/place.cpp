#include <gongdan/ticket/place.ipp>
