#include <gongdan/report/document_text.ipp>
