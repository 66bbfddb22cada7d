#include <gongdan/files/xml_text.ipp>
