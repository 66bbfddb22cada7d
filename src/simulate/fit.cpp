#include <gongdan/simulate/fit.ipp>
