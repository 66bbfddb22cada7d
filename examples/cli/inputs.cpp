#include "inputs.hpp"

#include <gongdan/calendar/file.hpp>
#include <gongdan/desk/binding.hpp>
#include <gongdan/files/source.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/sla/file.hpp>
#include <gongdan/time/civil.hpp>

#include <optional>

namespace cli {

using namespace gongdan;

void refuse_argument(std::string const& option, std::string reason) {
    throw input_error{{{{}, 0, option}, std::move(reason)}};
}

namespace {

std::optional<policy> built_in(std::string const& name) {
    if (name == "gas") return gas();
    if (name == "handbook") return handbook();
    if (name == "standard") return standard();
    return {};
}

template <class T>
T argument(std::string const& option, reading<T> const& r) {
    if (!r) refuse_argument(option, r.wrong);
    return *r;
}

}  // namespace

policy policy_named(std::string const& name, std::vector<lifecycle const*> const& types) {
    if (auto p = built_in(name)) return *std::move(p);
    auto f = read_policy(read_source(name));
    auto const faults = check(f.rules, types);
    if (faults.empty()) return std::move(f.rules);
    auto const& first = faults.front();
    std::size_t const line = first.clause == binding_fault::no_clause ? 0 : f.clause_lines[first.clause];
    throw input_error{{{name, line, first.field}, first.what.en}};
}

calendar calendar_named(std::string const& name, china_options options) {
    if (name != "china") return read_calendar(read_source(name), options);
    auto made = china(options);
    if (!made) refuse_argument("as_known", made.why().en);
    return *std::move(made);
}

instant instant_argument(std::string const& option, std::string const& text) {
    return argument(option, read_instant(text));
}
day day_argument(std::string const& option, std::string const& text) { return argument(option, read_day(text)); }

language language_argument(std::string const& text) { return text == "zh" ? language::zh : language::en; }

}  // namespace cli
