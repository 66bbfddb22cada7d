#include <gongdan/dispatch/problem.ipp>
