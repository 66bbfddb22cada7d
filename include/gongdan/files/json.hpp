#pragma once

#include <gongdan/files/data.hpp>
#include <gongdan/files/json_text.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

namespace gongdan { inline namespace GONGDAN_MODE {

/// One JSON document. Throws input_error for what is not JSON or ends early, for a key that stands
/// twice in an object, a number that does not fit 64 bits, and nesting deeper than 256.
[[nodiscard]] data_document read_json(source const& from);

/// JSON Lines: one object a line, blank lines passed over. A bad line goes to the sink and reading
/// goes on; without a sink it is thrown. The source must outlive the reader.
class json_lines {
public:
    explicit json_lines(source const& from, fault_sink sink = {});

    /// The object of the next good line, nothing at the end. It is good until the following call.
    [[nodiscard]] std::optional<data_view> next();
    /// The line last read, without its end; its number is the view's line().
    [[nodiscard]] std::string_view raw() const { return raw_; }

private:
    bool next_line();

    source const* from_;
    fault_sink sink_;
    std::size_t offset_ = 0;
    std::size_t line_ = 0;
    std::string_view raw_;
    std::shared_ptr<data_detail::tree> tree_;
    data_document current_;
};

}}  // namespace gongdan
