#include <gongdan/registration/file.ipp>
