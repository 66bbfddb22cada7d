#include <gongdan/desk/batch.ipp>
