#include <gongdan/files/json_text.ipp>
