#include <gongdan/duty/program.ipp>
