#include <gongdan/desk/tables.ipp>
