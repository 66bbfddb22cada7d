#include <gongdan/registration/check.ipp>
