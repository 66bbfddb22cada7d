#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string_view>

/// The root of the source tree.
inline std::filesystem::path source_dir() { return GONGDAN_SOURCE_DIR; }

/// A file or folder of the outside data that a clean checkout lacks: under GONGDAN_DATA, or beside the source tree.
/// Nothing where that variable is unset and the data is absent; the words it then prints make ctest show the test
/// as skipped, so the case should return at once. A variable that is set is believed: the path comes back as it is.
inline std::optional<std::filesystem::path> outside_data(std::string_view relative) {
    if (char const* const named = std::getenv("GONGDAN_DATA")) return std::filesystem::path(named) / relative;
    auto const beside = source_dir().parent_path() / "shared" / relative;
    if (std::filesystem::exists(beside)) return beside;
    std::puts("skipped: no data");
    return std::nullopt;
}
