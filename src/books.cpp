#include <gongdan/sla/books.ipp>
