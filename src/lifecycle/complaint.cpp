#include <gongdan/lifecycle/complaint.ipp>
