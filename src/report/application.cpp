#include <gongdan/report/application.ipp>
