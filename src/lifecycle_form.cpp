#include <gongdan/lifecycle/form.ipp>
