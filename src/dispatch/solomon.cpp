#include <gongdan/dispatch/solomon.ipp>
