#include <gongdan/lifecycle/catalogue.ipp>
