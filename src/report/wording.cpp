#include <gongdan/report/wording.ipp>
