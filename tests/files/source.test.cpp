#include "refusal.hpp"

#include <gongdan/files/source.hpp>
#include <support/scratch.hpp>

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using namespace gongdan;
namespace fs = std::filesystem;

TEST_CASE("a text that is not UTF-8 is refused with its line and the encoding it looks like") {
    struct row {
        std::string text;
        char const* refused;
    };
    // 工单 in GBK is B9 A4 B5 A5.
    row const table[] = {
        {"plain", ""},
        {"", ""},
        {"工单\n燃气\n", ""},
        {"\xF0\x9F\x94\xA5", ""},
        {"id,type\n1,\xB9\xA4\xB5\xA5\n",
         "t:2: is not UTF-8; it looks like GBK: convert it first, e.g. iconv -f GBK -t UTF-8"},
        {"a\nb\ncaf\xE9 au lait\n", "t:3: is not UTF-8"},
        {std::string("\xFF\xFEi\0d\0", 6),
         "t:1: is not UTF-8; it looks like UTF-16: convert it first, e.g. iconv -f UTF-16 -t "
         "UTF-8"},
        {std::string("i\0d\0\n\0", 6),
         "t:1: is not UTF-8; it looks like UTF-16: convert it first, e.g. iconv -f UTF-16 -t "
         "UTF-8"},
        {std::string("id,type\n1,a\0b\n", 14), "t:2: holds a zero byte and is no text"},
        {"overlong \xC0\xAF", "t:1: is not UTF-8"},
        {"overlong \xE0\x80\xAF", "t:1: is not UTF-8"},
        {"overlong \xF0\x80\x80\xAF", "t:1: is not UTF-8"},
        {"surrogate \xED\xA0\x80", "t:1: is not UTF-8"},
        {"past the last \xF4\x90\x80\x80", "t:1: is not UTF-8"},
        {"cut short \xE5\xB7", "t:1: is not UTF-8"},
    };
    for (row const& r : table) {
        CAPTURE(r.text);
        std::string const got = refusal([&] { (void)from_text("t", r.text); });
        // Three bytes that are no UTF-8 may pair up as GBK by chance, so the end of the sentence is
        // not fixed there.
        if (std::string_view{r.refused} == "t:1: is not UTF-8") CHECK(got.rfind(r.refused, 0) == 0);
        else CHECK(got == r.refused);
    }
}

TEST_CASE("a UTF-8 byte order mark is not part of the text") {
    CHECK(from_text("t", "\xEF\xBB\xBFid\n").text == "id\n");
    CHECK(from_text("t", "id\xEF\xBB\xBF").text == "id\xEF\xBB\xBF");
}

TEST_CASE("a file that is missing or is a directory is refused by name") {
    scratch_folder const folder;
    std::string const missing = folder / "none.csv";
    CHECK(refusal([&] { (void)read_source(missing); }) == missing + ": cannot be opened: No such file or directory");
    std::string const directory = folder.path.string();
    CHECK(refusal([&] { (void)read_source(directory); }) == directory + ": is a directory, a file is expected");
}

TEST_CASE("what is written is read back byte for byte, and nothing is left beside it") {
    scratch_folder const folder;
    std::string const path = folder / "out.txt";
    std::string const long_text(200'000, 'x');
    for (std::string const& text : {std::string{"first\r\n工单"}, std::string{}, long_text}) {
        write_file(path, text);
        CHECK(read_source(path).text == text);
        CHECK(read_source(path).name == path);
    }
    CHECK(std::distance(fs::directory_iterator{folder.path}, {}) == 1);
}

TEST_CASE("a link stays a link when the file it leads to is written") {
    scratch_folder const folder;
    std::string const path = folder / "file";
    write_file(path, "old");
    fs::create_symlink(path, folder / "link");
    write_file(folder / "link", "new");
    CHECK(fs::is_symlink(folder / "link"));
    CHECK(bytes_of(path) == "new");
}

TEST_CASE("a file that cannot be written is refused by name") {
    scratch_folder const folder;
    std::string const path = folder / "none/out.txt";
    CHECK(refusal([&] { write_file(path, "x"); }) == path + ": cannot be written: No such file or directory");
    std::string const directory = folder.path.string();
    CHECK(refusal([&] { write_file(directory, "x"); }) == directory + ": is a directory, a file is expected");
}
