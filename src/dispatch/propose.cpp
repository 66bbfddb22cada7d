#include <gongdan/dispatch/propose.ipp>
