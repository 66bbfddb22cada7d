#pragma once

// How a file of SQLite's comes to be: for its owner alone, and never in the place of something else.

#include <gongdan/journal/sqlite_driver.ipp>

#include <cerrno>
#include <filesystem>
#include <random>
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

[[noreturn]] inline void refuse_name(std::string const& name, std::string const& why) {
    fail("journal.io", fmt::format("{}:无法命名({})", name, why),
         fmt::format("{}: it cannot be named ({})", name, why));
}

#if defined(__unix__) || defined(__APPLE__)
/// So that a name survives a power cut. Where a system cannot, there is nothing to be done.
inline void sync_folder_of(std::string const& name) {
    auto const folder = std::filesystem::absolute(name).parent_path().string();
    int const handle = ::open(folder.c_str(), O_RDONLY | O_CLOEXEC);
    if (handle < 0) return;
    ::fsync(handle);
    ::close(handle);
}
#endif

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

/// Gives a file its name, unless something has that name already.
inline bool put_in_place(std::string const& from, std::string const& name) {
#if defined(__unix__) || defined(__APPLE__)
    if (::link(from.c_str(), name.c_str()) != 0) {
        int const error = errno;
        ::unlink(from.c_str());
        if (error == EEXIST) return false;
        refuse_name(name, std::generic_category().message(error));
    }
    ::unlink(from.c_str());
    sync_folder_of(name);
    return true;
#else
    std::error_code wrong;
    if (std::filesystem::exists(name, wrong)) return std::filesystem::remove(from), false;
    std::filesystem::rename(from, name, wrong);
    if (wrong) refuse_name(name, wrong.message());
    return true;
#endif
}

/// Makes the file where it is missing, or looks whether what is there will do. `make` fills one that has another name as
/// long as it is not whole, so that a process that ends within leaves nothing in the way.
template <class Make>
void prepare_file(std::string const& path, sqlite_options::access how, Make make) {
    using access = sqlite_options::access;
    std::error_code none;
    bool const there = std::filesystem::exists(path, none);
    if (there && how == access::create)
        fail("journal.open", fmt::format("{}:文件已存在", path), fmt::format("{}: the file is there already", path));
    if (there || path.empty() || how == access::read_only) return refuse_odd_file(path);
    auto const partial = fmt::format("{}.{:08x}.partial", path, std::random_device{}());
    create_file(partial);
    try {
        make(partial);
    } catch (...) {
        std::filesystem::remove(partial, none);
        throw;
    }
    if (!put_in_place(partial, path) && how == access::create)
        fail("journal.open", fmt::format("{}:文件已存在", path), fmt::format("{}: the file is there already", path));
}

}}}  // namespace gongdan::sqlite_detail
