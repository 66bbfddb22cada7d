#include <gongdan/simulate/script.ipp>
