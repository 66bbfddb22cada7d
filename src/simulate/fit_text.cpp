#include <gongdan/simulate/fit_text.ipp>
