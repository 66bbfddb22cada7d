#include <gongdan/simulate/observed.ipp>
