#include <gongdan/simulate/tables.ipp>
