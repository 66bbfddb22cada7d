#pragma once

#include <gongdan/files/names.hpp>
#include <gongdan/files/source.hpp>
#include <gongdan/time/civil.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// What a value in JSON or TOML can be. TOML's own dates and times are values of their own.
enum class data_kind : std::uint8_t {  // no labels: a format's own words
    null,
    boolean,
    integer,
    number,
    text,
    day,
    instant,
    time_of_day,
    array,
    table
};

namespace data_detail {
struct tree;
}

class data_items;

/// A value of a document that was read, JSON (json.hpp) or TOML (toml.hpp) alike: what it is, its
/// line, and its path from the root, a JSON pointer (`/vehicles/3/skills`) or a TOML key
/// (`clause[0].within`). Small, copied freely, good as long as its document.
///
/// Every reading throws input_error with file, line and path where the value is of another kind,
/// out of range, or missing. A null counts as missing. Objects of JSON are tables here.
class data_view {
public:
    [[nodiscard]] data_kind kind() const;
    [[nodiscard]] std::size_t line() const;
    [[nodiscard]] std::string path() const;
    [[nodiscard]] location at() const;
    /// Its name in the table that holds it; empty for items of an array.
    [[nodiscard]] std::string_view key() const;
    /// Number of members of a table or items of an array; 0 for all else.
    [[nodiscard]] std::size_t size() const;

    /// The value itself.
    [[nodiscard]] std::string_view as_text() const;
    [[nodiscard]] bool as_boolean() const;
    [[nodiscard]] std::int64_t as_integer(std::int64_t min = least_integer, std::int64_t max = greatest_integer) const;
    /// An integer is a number too; infinite and not-a-number are refused.
    [[nodiscard]] double as_number(double min = least_number, double max = greatest_number) const;
    /// From a text as time/civil.hpp reads it, or TOML's own local date, date-time or time.
    [[nodiscard]] gongdan::day as_day() const;
    [[nodiscard]] gongdan::instant as_instant() const;
    [[nodiscard]] seconds as_time_of_day() const;
    template <class Enum>
    [[nodiscard]] Enum as_one_of() const {
        return good(read_one_of<Enum>(as_text()));
    }
    [[nodiscard]] data_view as_table() const;
    [[nodiscard]] data_items as_array() const;
    [[nodiscard]] std::vector<std::int64_t> as_integers(std::int64_t min = least_integer,
                                                        std::int64_t max = greatest_integer) const;
    [[nodiscard]] std::vector<double> as_numbers(double min = least_number, double max = greatest_number) const;
    [[nodiscard]] std::vector<std::string_view> as_texts() const;

    /// Members of a table.
    [[nodiscard]] bool has(std::string_view name) const { return find(name).has_value(); }
    [[nodiscard]] std::optional<data_view> find(std::string_view name) const;
    [[nodiscard]] data_view get(std::string_view name) const;
    /// In the order of the document.
    [[nodiscard]] data_items members() const;
    /// Refuses, by name, members that are not among these.
    void only(std::initializer_list<std::string_view> names) const;

    [[nodiscard]] std::string_view text(std::string_view name) const { return get(name).as_text(); }
    [[nodiscard]] bool boolean(std::string_view name) const { return get(name).as_boolean(); }
    [[nodiscard]] std::int64_t integer(std::string_view name,
                                       std::int64_t min = least_integer,
                                       std::int64_t max = greatest_integer) const {
        return get(name).as_integer(min, max);
    }
    [[nodiscard]] double number(std::string_view name, double min = least_number, double max = greatest_number) const {
        return get(name).as_number(min, max);
    }
    [[nodiscard]] gongdan::day day(std::string_view name) const { return get(name).as_day(); }
    [[nodiscard]] gongdan::instant instant(std::string_view name) const { return get(name).as_instant(); }
    [[nodiscard]] seconds time_of_day(std::string_view name) const { return get(name).as_time_of_day(); }
    template <class Enum>
    [[nodiscard]] Enum one_of(std::string_view name) const {
        return get(name).as_one_of<Enum>();
    }
    [[nodiscard]] data_view table(std::string_view name) const { return get(name).as_table(); }
    [[nodiscard]] data_items array(std::string_view name) const;
    /// An array of tables (TOML's `[[name]]`), each item of it checked; empty where there is none.
    [[nodiscard]] data_items tables(std::string_view name) const;

    /// Nothing where the member is missing; a member of the wrong kind is still refused.
    [[nodiscard]] std::optional<std::string_view> optional_text(std::string_view name) const;
    [[nodiscard]] std::optional<bool> optional_boolean(std::string_view name) const;
    [[nodiscard]] std::optional<std::int64_t> optional_integer(std::string_view name,
                                                               std::int64_t min = least_integer,
                                                               std::int64_t max = greatest_integer) const;
    [[nodiscard]] std::optional<double> optional_number(std::string_view name,
                                                        double min = least_number,
                                                        double max = greatest_number) const;
    [[nodiscard]] std::optional<gongdan::day> optional_day(std::string_view name) const;
    [[nodiscard]] std::optional<gongdan::instant> optional_instant(std::string_view name) const;
    [[nodiscard]] std::optional<seconds> optional_time_of_day(std::string_view name) const;
    template <class Enum>
    [[nodiscard]] std::optional<Enum> optional_one_of(std::string_view name) const {
        auto const v = find(name);
        return v ? std::optional<Enum>{v->as_one_of<Enum>()} : std::nullopt;
    }
    [[nodiscard]] std::optional<data_view> optional_table(std::string_view name) const;
    /// Empty where the member is missing.
    [[nodiscard]] data_items optional_array(std::string_view name) const;

    /// Throws an input_error that stands at this value, or at a member (which need not exist).
    [[noreturn]] void fail(std::string reason) const;
    [[noreturn]] void fail(std::string_view name, std::string reason) const;
    /// The value, or its sentence thrown as a fault of this value.
    template <class T>
    [[nodiscard]] T good(reading<T> r) const {
        if (!r) fail(std::move(r.wrong));
        return *r;
    }

private:
    friend class data_items;
    friend class data_document;
    data_view(data_detail::tree const& tree, std::uint32_t node) : tree_(&tree), node_(node) {}

    void expect(data_kind wanted, char const* what) const;

    data_detail::tree const* tree_;
    std::uint32_t node_;
};

/// The items of an array or the members of a table, for range-for.
class data_items {
public:
    class iterator {
    public:
        [[nodiscard]] data_view operator*() const { return {*tree_, node_}; }
        iterator& operator++();
        friend bool operator==(iterator a, iterator b) { return a.node_ == b.node_; }
        friend bool operator!=(iterator a, iterator b) { return a.node_ != b.node_; }

    private:
        friend class data_items;
        iterator(data_detail::tree const* tree, std::uint32_t node) : tree_(tree), node_(node) {}

        data_detail::tree const* tree_;
        std::uint32_t node_;
    };

    [[nodiscard]] iterator begin() const { return {tree_, first_}; }
    [[nodiscard]] iterator end() const { return {tree_, 0}; }  // 0 is the root, which is nobody's item
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }

private:
    friend class data_view;
    data_items() = default;
    explicit data_items(data_view of);

    data_detail::tree const* tree_ = nullptr;
    std::uint32_t first_ = 0;
    std::size_t size_ = 0;
};

/// Owns what data_view looks at; it needs its source no longer. Copies share.
class data_document {
public:
    explicit data_document(std::shared_ptr<data_detail::tree const> tree) : tree_(std::move(tree)) {}
    [[nodiscard]] data_view root() const { return {*tree_, 0}; }

private:
    std::shared_ptr<data_detail::tree const> tree_;
};

}}  // namespace gongdan
