#include <gongdan/desk/snapshot.ipp>
