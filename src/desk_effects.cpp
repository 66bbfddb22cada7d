#include <gongdan/desk/effects.ipp>
