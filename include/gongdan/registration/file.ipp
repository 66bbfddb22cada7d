#pragma once

#include <gongdan/files/csv.hpp>
#include <gongdan/files/json.hpp>
#include <gongdan/registration/file.hpp>
#include <gongdan/registration/visit.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE { namespace registration {

namespace file_detail {

// Each takes a text that is not empty into a member; false where it is no such thing.

inline bool put(std::string& to, std::string_view text) {
    to = text;
    return true;
}

inline bool put(std::optional<day>& to, std::string_view text) {
    to = read_day(text).value;
    return to.has_value();
}

inline bool put(std::optional<money>& to, std::string_view text) {
    to = read_money(text).value;
    return to.has_value();
}

inline bool put(bool& to, std::string_view text) {
    static constexpr std::string_view yes[] = {"yes", "true", "是"};
    static constexpr std::string_view no[] = {"no", "false", "否"};
    to = std::find(std::begin(yes), std::end(yes), text) != std::end(yes);
    return to || std::find(std::begin(no), std::end(no), text) != std::end(no);
}

template <class Enum>
bool put(std::optional<Enum>& to, std::string_view text) {
    to = parse_label<Enum>(text);
    return to.has_value();
}

inline bool put(registration::care& to, std::string_view text) {
    auto const c = parse_label<registration::care>(text);
    to = c.value_or(care::none);
    return c.has_value();
}

inline bool put(std::vector<paper>& to, std::string_view text) {
    bool all_known = true;
    while (!text.empty()) {
        auto const semicolon = text.find(';');
        auto const comma = text.find("、");
        auto const end = std::min({semicolon, comma, text.size()});
        auto const p = parse_label<paper>(text.substr(0, end));
        if (p) to.push_back(*p);
        else all_known = false;
        text.remove_prefix(std::min(text.size(), end + (end == comma ? std::string_view{"、"}.size() : 1)));
    }
    return all_known;
}

/// Fills a form with what `text_of(field)` gives.
template <class TextOf>
void fill(form_line& l, TextOf text_of) {
    each_field(l.what, [&](field f, auto& member) {
        std::string_view const text = text_of(f);
        if (text.empty() || put(member, text)) return;
        l.unread.push_back({f,
                            "V13",
                            {fmt::format("{}无法识别:{}", label(f).zh, quoted(text)),
                             fmt::format("{} cannot be read: {}", label(f).en, quoted(text))}});
    });
}

/// A member of an object as the text a cell would hold; a list is joined as in a cell.
inline std::string text_of(data_view v) {
    switch (v.kind()) {
    case data_kind::null: return {};
    case data_kind::boolean: return v.as_boolean() ? "yes" : "no";
    case data_kind::integer: return std::to_string(v.as_integer());
    case data_kind::number: return fmt::format("{}", v.as_number());
    case data_kind::array: break;
    default: return std::string{v.as_text()};
    }
    std::string all;
    for (auto const item : v.as_texts()) all += (all.empty() ? "" : ";") + std::string{item};
    return all;
}

inline void read_objects(source const& from,
                         std::function<void(form_line const&)> const& take,
                         fault_sink const& rejected) {
    constexpr auto fields = std::size(labels<field>::table);
    json_lines lines{from, rejected};
    while (auto const v = lines.next()) {
        form_line l;
        l.at = {from.name, v->line(), {}};
        std::vector<std::string> texts(fields);
        for (data_view const m : v->members()) try {
                auto const f = parse_label<field>(m.key());
                if (!f) m.fail(unknown_name(m.key(), codes<field>()));
                texts[static_cast<std::size_t>(*f)] = text_of(m);
            } catch (input_error const& wrong) { rejected(wrong.what_and_where()); }
        fill(l, [&](field f) { return std::string_view{texts[static_cast<std::size_t>(f)]}; });
        take(l);
    }
}

/// Which column holds a field; names are codes or either label.
inline std::vector<std::optional<csv_column>> columns_of(csv_reader const& csv, source const& from) {
    std::vector<std::optional<csv_column>> all(std::size(labels<field>::table));
    for (std::string const& name : csv.header()) {
        auto const f = parse_label<field>(name);
        if (!f) throw input_error({{from.name, 1, name}, unknown_name(name, codes<field>())});
        auto& column = all[static_cast<std::size_t>(*f)];
        if (column) throw input_error({{from.name, 1, name}, "the field stands in two columns"});
        column = csv.column(name);
    }
    return all;
}

inline void read_rows(source const& from,
                      std::function<void(form_line const&)> const& take,
                      fault_sink const& rejected) {
    csv_reader csv{from, rejected};
    auto const columns = columns_of(csv, from);
    while (auto const row = csv.next()) {
        form_line l;
        l.at = {from.name, row->line(), {}};
        fill(l, [&](field f) {
            auto const& column = columns[static_cast<std::size_t>(f)];
            return column ? (*row)[*column] : std::string_view{};
        });
        take(l);
    }
}

}  // namespace file_detail

GONGDAN_INLINE void read_forms(source const& from,
                               bool as_csv,
                               std::function<void(form_line const&)> const& take,
                               fault_sink const& rejected) {
    if (as_csv) file_detail::read_rows(from, take, rejected);
    else file_detail::read_objects(from, take, rejected);
}

GONGDAN_INLINE std::vector<form_fault> check(form_line const& l, check_options const& o) {
    auto const unread = [&](field f) {
        return std::any_of(l.unread.begin(), l.unread.end(), [f](form_fault const& u) { return u.field == f; });
    };
    auto all = l.unread;
    for (form_fault& f : check(l.what, o))
        if (!unread(f.field)) all.push_back(std::move(f));
    std::stable_sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.field < b.field; });
    return all;
}

GONGDAN_INLINE home_register read_homes(source const& from) {
    csv_reader csv{from};
    csv.only({"community", "building", "unit", "room"});
    auto const community = csv.column("community");
    auto const building = csv.column("building");
    auto const unit = csv.column("unit");
    auto const room = csv.column("room");
    std::vector<address> homes;
    while (auto const row = csv.next())
        homes.push_back({std::string{row->text(community)}, std::string{row->text(building)}, std::string{(*row)[unit]},
                         std::string{row->text(room)}});
    return home_register{std::move(homes)};
}

}}}  // namespace gongdan::registration
