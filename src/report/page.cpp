#include <gongdan/report/page.ipp>
