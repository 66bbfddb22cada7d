#include <gongdan/lifecycle/bellows.ipp>
