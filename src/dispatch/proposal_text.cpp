#include <gongdan/dispatch/detail/proposal_text.ipp>
