#pragma once

#include <support/data.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace house {

using path = std::filesystem::path;

inline std::string read(path const& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline bool starts_with(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }

inline bool ends_with(std::string_view text, std::string_view with) {
    return text.size() >= with.size() && text.substr(text.size() - with.size()) == with;
}

/// The regular files under `folder`, at any depth, in a stable order.
inline std::vector<path> files_under(path const& folder) {
    std::vector<path> found;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found;
}

/// The .hpp and .ipp files under include/.
inline std::vector<path> public_headers() {
    auto found = files_under(source_dir() / "include");
    auto const other = [](path const& p) { return p.extension() != ".hpp" && p.extension() != ".ipp"; };
    found.erase(std::remove_if(found.begin(), found.end(), other), found.end());
    return found;
}

inline std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        auto const end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// One sentence a line, so that a failing check shows all of them.
inline std::string joined(std::vector<std::string> const& sentences) {
    std::string all;
    for (auto const& s : sentences) all += s + '\n';
    return all;
}

}  // namespace house
