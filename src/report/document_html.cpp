#include <gongdan/report/document_html.ipp>
