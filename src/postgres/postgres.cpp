#include <gongdan/journal/postgres.ipp>
