#include <gongdan/desk/load.ipp>
