#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

/// A folder of its own, gone at the end of the test.
struct scratch_folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("gongdan-" + std::to_string(std::random_device{}()));
    scratch_folder() { std::filesystem::create_directory(path); }
    ~scratch_folder() { std::filesystem::remove_all(path); }
    scratch_folder(scratch_folder const&) = delete;
    scratch_folder& operator=(scratch_folder const&) = delete;
    std::string operator/(char const* name) const { return (path / name).string(); }
};

inline std::string bytes_of(std::string const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline void write_bytes(std::string const& path, std::string const& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}
