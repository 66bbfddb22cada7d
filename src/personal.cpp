#include <gongdan/ticket/personal.ipp>
