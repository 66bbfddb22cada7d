#include <gongdan/sla/explain_forms.ipp>
