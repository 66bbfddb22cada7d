#include <gongdan/lifecycle/imported.ipp>
