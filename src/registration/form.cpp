#include <gongdan/registration/form.ipp>
