#include <gongdan/files/toml.ipp>
