#include <gongdan/lifecycle/return_visit.ipp>
