#include <gongdan/simulate/run.ipp>
