#include <gongdan/desk/fold.ipp>
