#include <gongdan/lifecycle/install.ipp>
