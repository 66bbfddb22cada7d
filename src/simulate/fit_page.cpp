#include <gongdan/report/fit_page.ipp>
