#include <gongdan/lifecycle/diagram.ipp>
