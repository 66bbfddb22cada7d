#include <gongdan/ticket/organisation.ipp>
