#include <gongdan/lifecycle/unseal.ipp>
