// Reads anything as JSON and as JSON Lines. What came out good is written and must read back to the
// same text.

#include <gongdan/files/json.hpp>

#include <cstdint>
#include <cstdlib>

using namespace gongdan;

namespace {

void write(json_text& out, data_view v) {
    switch (v.kind()) {
    case data_kind::boolean: out.value(v.as_boolean()); return;
    case data_kind::integer: out.value(v.as_integer()); return;
    case data_kind::number: out.value(v.as_number()); return;
    case data_kind::text: out.value(v.as_text()); return;
    case data_kind::array:
        out.begin_array();
        for (data_view const item : v.as_array()) write(out, item);
        out.end();
        return;
    case data_kind::table:
        out.begin_object();
        for (data_view const member : v.members()) write(out.key(member.key()), member);
        out.end();
        return;
    default: out.null();
    }
}

std::string written(data_view v) {
    json_text out;
    write(out, v);
    return out.text();
}

void check(data_view v) {
    std::string const once = written(v);
    source const again{"fuzz", once};
    if (written(read_json(again).root()) != once) std::abort();
}

void read_all_lines(source const& from) {
    json_lines lines{from, [](fault const& f) {
                         if (f.at.line == 0) std::abort();
                     }};
    while (auto const v = lines.next()) check(*v);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    try {
        source const from = from_text("fuzz", {reinterpret_cast<char const*>(data), size});
        read_all_lines(from);
        check(read_json(from).root());
    } catch (input_error const&) {  // refused with a sentence, as it should be
    }
    return 0;
}
