#include <gongdan/sla/file.ipp>
