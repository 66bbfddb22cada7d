#include <gongdan/report/simulation.ipp>
