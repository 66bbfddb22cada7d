#include <gongdan/files/csv.ipp>
