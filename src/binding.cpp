#include <gongdan/desk/binding.ipp>
