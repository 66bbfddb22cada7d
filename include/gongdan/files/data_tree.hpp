#pragma once

#include <gongdan/files/data.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What the readers of JSON and TOML build and data_view looks at; of use to nobody else.

namespace gongdan { inline namespace GONGDAN_MODE { namespace data_detail {

enum class path_style : std::uint8_t { json_pointer, dotted_key };  // no labels: how a fault points, never shown

/// A piece of tree::pool.
struct span {
    std::uint32_t offset;
    std::uint32_t size;
};

/// Values lie in the order of the document, a table or array before what it holds, so that the
/// first child of a node that has any is the node after it. Node 0 is the root.
struct node {
    data_kind kind = data_kind::null;
    bool boolean = false;
    std::uint32_t line = 0;
    std::uint32_t parent = 0;
    std::uint32_t next = 0;  ///< sibling, 0 for none
    span key{};
    union {
        std::int64_t integer = 0;  ///< also a day's number, an instant's or a time of day's seconds
        double number;
        span text;
        std::uint64_t size;  ///< of a table or array
    };
};

struct tree {
    std::string file;
    path_style style = path_style::json_pointer;
    std::vector<node> nodes;
    std::string pool;

    /// An empty tree for a source, which must be smaller than 4 GiB, since positions have 32 bits.
    [[nodiscard]] static std::shared_ptr<tree> of(source const& from, path_style style);

    [[nodiscard]] std::string_view view(span s) const { return std::string_view{pool}.substr(s.offset, s.size); }
    [[nodiscard]] std::string path_of(std::uint32_t n) const;
    [[nodiscard]] std::string path_of_member(std::uint32_t n, std::string_view name) const;
};

/// Appends values in the order of the document. Refuses nesting deeper than max_depth and names
/// that stand twice.
class tree_builder {
public:
    static constexpr std::size_t max_depth = 256;

    explicit tree_builder(tree& into) : tree_(into) {
        tree_.nodes.clear();
        tree_.pool.clear();
    }

    /// The name of the next value.
    void key(std::string_view name) { key_ = keep(name); }
    node& add(data_kind kind, std::size_t line);
    void add_text(std::string_view text, std::size_t line) { add(data_kind::text, line).text = keep(text); }
    void begin(data_kind kind, std::size_t line);
    void end();

    /// Where a value that does not come to be would have stood.
    [[nodiscard]] std::string path_here() const;
    /// The innermost table or array that is still open, nullptr for none.
    [[nodiscard]] node const* innermost() const { return open_.empty() ? nullptr : &tree_.nodes[open_.back().node]; }
    [[noreturn]] void fail(std::size_t line, std::string path, std::string reason) const {
        throw input_error{{{tree_.file, line, std::move(path)}, std::move(reason)}};
    }

private:
    struct level {
        std::uint32_t node;
        std::uint32_t last_child;
    };

    span keep(std::string_view text);
    void refuse_twins(std::uint32_t table);

    tree& tree_;
    std::vector<level> open_;
    span key_{};
    std::vector<std::uint32_t> by_name_;
};

}}}  // namespace gongdan::data_detail
