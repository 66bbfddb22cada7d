#include <gongdan/dispatch/explain.ipp>
