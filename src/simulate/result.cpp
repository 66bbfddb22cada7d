#include <gongdan/simulate/result.ipp>
