#include <gongdan/simulate/holdout.ipp>
