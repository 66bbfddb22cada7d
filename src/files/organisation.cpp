#include <gongdan/ticket/organisation_file.ipp>
