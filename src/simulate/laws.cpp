#include <gongdan/simulate/laws.ipp>
