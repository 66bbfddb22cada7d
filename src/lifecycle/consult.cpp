#include <gongdan/lifecycle/consult.ipp>
