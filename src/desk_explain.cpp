#include <gongdan/desk/explain.ipp>
