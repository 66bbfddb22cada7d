#pragma once

// How a file of SQLite's comes to be: for its owner alone, and never in the place of something else.

#include <gongdan/journal/sqlite_driver.ipp>

#include <cerrno>
#include <filesystem>
#include <system_error>

#if defined(__unix__) || defined(__APPLE__)
#include <fcntl.h>
#include <unistd.h>
#else
#include <fstream>
#endif

namespace gongdan { inline namespace GONGDAN_MODE { namespace sqlite_detail {

/// Creates the file for its owner alone; false where it is there already.
inline bool create_file(std::string const& path) {
#if defined(__unix__) || defined(__APPLE__)
    int const file = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0) return ::close(file) == 0;
    int const error = errno;
#else
    std::error_code unknown;
    if (std::filesystem::exists(path, unknown)) return false;
    int const error = std::ofstream{path} ? 0 : errno;
    if (error == 0) return true;
#endif
    if (error == EEXIST) return false;
    auto const why = std::generic_category().message(error);
    fail("journal.open", fmt::format("{}:无法创建({})", path, why),
         fmt::format("{}: it cannot be created ({})", path, why));
}

inline void refuse_odd_file(std::string const& path) {
    std::error_code none;
    if (!std::filesystem::exists(path, none))
        fail("journal.open", fmt::format("{}:没有这个文件", path), fmt::format("{}: there is no such file", path));
    if (std::filesystem::is_directory(path, none))
        fail("journal.open", fmt::format("{}:是文件夹", path), fmt::format("{}: it is a directory", path));
    // SQLite would take it for a new database, and what was in it would be missed by nobody.
    if (std::filesystem::file_size(path, none) == 0 && !none)
        fail("journal.open", fmt::format("{}:文件是空的;若要新建,请先删除", path),
             fmt::format("{}: the file is empty; remove it to begin a new journal", path));
}

/// Makes the file, or looks whether what is there will do. Gives whether it is new.
inline bool prepare_file(std::string const& path, sqlite_options::access how) {
    using access = sqlite_options::access;
    if (how != access::read_only && create_file(path)) return true;
    if (how == access::create)
        fail("journal.open", fmt::format("{}:文件已存在", path), fmt::format("{}: the file is there already", path));
    refuse_odd_file(path);
    return false;
}

}}}  // namespace gongdan::sqlite_detail
