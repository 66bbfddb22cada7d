#include <gongdan/files/json.ipp>
