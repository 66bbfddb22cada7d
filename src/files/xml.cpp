#include <gongdan/files/xml.ipp>
