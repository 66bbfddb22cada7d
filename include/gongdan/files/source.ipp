#pragma once

#include <gongdan/core/utf8.hpp>
#include <gongdan/files/source.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <random>
#include <system_error>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace source_detail {

namespace fs = std::filesystem;

struct closes {
    void operator()(std::FILE* f) const { std::fclose(f); }
};
using file = std::unique_ptr<std::FILE, closes>;

[[noreturn]] inline void refuse(std::string const& name, std::size_t line, std::string reason) {
    throw input_error{{{name, line, {}}, std::move(reason)}};
}

inline std::string error_sentence(int number) { return std::generic_category().message(number); }

inline bool looks_like_utf16(std::string_view text) {
    std::string_view const head = text.substr(0, 512);
    bool const marked = head.substr(0, 2) == "\xFF\xFE" || head.substr(0, 2) == "\xFE\xFF";
    return marked || static_cast<std::size_t>(std::count(head.begin(), head.end(), '\0')) * 3 >= head.size();
}

/// All bytes above ASCII pair up as GBK does, and most pairs lie where GB 2312 put its characters.
inline bool looks_like_gbk(std::string_view text) {
    std::size_t pairs = 0;
    std::size_t common = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned const lead = utf8::byte_at(text, i);
        if (lead < 0x80) continue;
        unsigned const trail = utf8::byte_at(text, ++i);
        if (lead == 0x80 || lead == 0xFF || trail < 0x40 || trail == 0x7F || trail == 0xFF) return false;
        ++pairs;
        if (lead >= 0xA1 && lead <= 0xF7 && trail >= 0xA1) ++common;
    }
    return common * 2 > pairs;
}

inline std::string encoding_sentence(std::string_view text, bool has_zero) {
    if (looks_like_utf16(text))
        return "is not UTF-8; it looks like UTF-16: convert it first, e.g. iconv -f UTF-16 -t "
               "UTF-8";
    if (has_zero) return "holds a zero byte and is no text";
    if (looks_like_gbk(text)) return "is not UTF-8; it looks like GBK: convert it first, e.g. iconv -f GBK -t UTF-8";
    return "is not UTF-8";
}

inline std::string read_all(std::FILE* f, std::string const& name) {
    std::string text;
    std::size_t got = 0;
    do {
        std::size_t const size = text.size();
        text.resize(size + std::max<std::size_t>(size, 1U << 16U));
        got = std::fread(text.data() + size, 1, text.size() - size, f);
        text.resize(size + got);
    } while (got != 0);
    if (std::ferror(f) != 0) refuse(name, 0, "cannot be read: " + error_sentence(errno));
    return text;
}

inline void write_all(std::FILE* f, std::string_view text, std::string const& name) {
    bool const written = std::fwrite(text.data(), 1, text.size(), f) == text.size() && std::fflush(f) == 0;
    if (!written) refuse(name, 0, "cannot be written: " + error_sentence(errno));
}

inline file open(std::string const& path, char const* mode, char const* what_failed, std::string const& name) {
    file f{std::fopen(path.c_str(), mode)};
    if (!f) refuse(name, 0, what_failed + error_sentence(errno));
    return f;
}

inline std::string name_beside(std::string const& path) {
    return path + ".part" + std::to_string(std::random_device{}());
}

/// A link stays a link: what it leads to is replaced.
inline std::string real_path(std::string const& path) {
    std::error_code none;
    fs::path const real = fs::canonical(path, none);
    return none ? path : real.string();
}

inline void replace_file(std::string const& path, std::string_view text, std::string const& name) {
    std::string const part = name_beside(path);
    std::error_code failed;
    try {
        write_all(open(part, "wb", "cannot be written: ", name).get(), text, name);
    } catch (input_error const&) {
        fs::remove(part, failed);
        throw;
    }
    fs::rename(part, path, failed);
    if (!failed) return;
    std::error_code ignored;
    fs::remove(part, ignored);
    refuse(name, 0, "cannot be written: " + failed.message());
}

}  // namespace source_detail

GONGDAN_INLINE source from_text(std::string name, std::string text) {
    using namespace source_detail;
    if (std::string_view{text}.substr(0, 3) == "\xEF\xBB\xBF") text.erase(0, 3);
    std::size_t const bad = utf8::first_bad_byte(text);
    if (bad == text.size()) return {std::move(name), std::move(text)};
    auto const line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bad), '\n');
    refuse(name, static_cast<std::size_t>(line), encoding_sentence(text, text[bad] == '\0'));
}

GONGDAN_INLINE source read_source(std::string const& path) {
    using namespace source_detail;
    if (path == "-") return from_text("standard input", read_all(stdin, "standard input"));
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) refuse(path, 0, "is a directory, a file is expected");
    return from_text(path, read_all(open(path, "rb", "cannot be opened: ", path).get(), path));
}

GONGDAN_INLINE void write_file(std::string const& path, std::string_view text) {
    using namespace source_detail;
    if (path == "-") return write_all(stdout, text, "standard output");
    std::error_code ignored;
    auto const there = fs::status(path, ignored).type();
    if (there == fs::file_type::directory) refuse(path, 0, "is a directory, a file is expected");
    if (there == fs::file_type::regular || there == fs::file_type::not_found)
        return replace_file(real_path(path), text, path);
    write_all(open(path, "wb", "cannot be written: ", path).get(), text, path);
}

}}  // namespace gongdan
