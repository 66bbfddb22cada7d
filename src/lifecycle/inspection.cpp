#include <gongdan/lifecycle/inspection.ipp>
