#include <gongdan/simulate/random.ipp>
