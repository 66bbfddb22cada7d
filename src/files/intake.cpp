#include <gongdan/desk/intake.ipp>
