#include <gongdan/lifecycle/inquiry.ipp>
