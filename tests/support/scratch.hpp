#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>

/// A folder of its own, gone at the end of the test.
struct scratch_folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("gongdan-" + std::to_string(std::random_device{}()));
    scratch_folder() { std::filesystem::create_directory(path); }
    ~scratch_folder() { std::filesystem::remove_all(path); }
    scratch_folder(scratch_folder const&) = delete;
    scratch_folder& operator=(scratch_folder const&) = delete;
    std::string operator/(char const* name) const { return (path / name).string(); }
    [[nodiscard]] std::string file(std::string const& name) const { return (path / name).string(); }
    /// Writes a file of the folder and gives its path.
    [[nodiscard]] std::string put(std::string const& name, std::string_view text) const {
        std::ofstream(file(name), std::ios::binary) << text;
        return file(name);
    }
};

inline std::string bytes_of(std::string const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline void write_bytes(std::string const& path, std::string const& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}
