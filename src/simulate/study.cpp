#include <gongdan/simulate/study.ipp>
