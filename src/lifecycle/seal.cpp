#include <gongdan/lifecycle/seal.ipp>
