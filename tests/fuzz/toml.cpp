// Reads anything as TOML and asks every value for everything: an answer or a located refusal,
// nothing else.

#include <gongdan/files/toml.hpp>

#include <cstdint>
#include <cstdlib>

using namespace gongdan;

namespace {

template <class F>
void ask(F question) {
    try {
        question();
    } catch (input_error const& e) {
        if (e.what_and_where().at.line == 0 || e.what_and_where().reason.empty()) std::abort();
    }
}

void walk(data_view v) {
    ask([&] { (void)v.as_text(); });
    ask([&] { (void)v.as_integer(0, 9); });
    ask([&] { (void)v.as_number(); });
    ask([&] { (void)v.as_boolean(); });
    ask([&] { (void)v.as_day(); });
    ask([&] { (void)v.as_instant(); });
    ask([&] { (void)v.as_time_of_day(); });
    ask([&] { (void)v.as_integers(); });
    ask([&] { v.only({"within", "clause"}); });
    ask([&] {
        for (data_view const item : v.as_array()) walk(item);
    });
    ask([&] {
        for (data_view const member : v.members()) walk(member);
    });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    try {
        data_document const doc = read_toml(from_text("fuzz", {reinterpret_cast<char const*>(data), size}));
        walk(doc.root());
    } catch (input_error const&) {  // refused with a sentence, as it should be
    }
    return 0;
}
