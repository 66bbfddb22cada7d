#include <gongdan/report/snapshot.ipp>
