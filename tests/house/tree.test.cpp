// The tree itself: what lies at the top, and that no script leans on one machine's folders.

#include "text.hpp"

#include <doctest/doctest.h>

#include <regex>

namespace {

bool belongs_at_the_top(std::string const& name) {
    static std::regex const known(R"(\..*|CMakeLists\.txt|CMake(User)?Presets\.json|LICENSE|README.*|CHANGELOG.*|)"
                                  R"(include|src|examples|tests|benchmarks|cmake|docs|build)");
    return std::regex_match(name, known);
}

bool is_script(house::path const& file) {
    static std::regex const script(R"(run|compile_seconds|CMakeLists\.txt|CMakePresets\.json|.*\.(sh|cmake|in|py))");
    return std::regex_match(file.filename().string(), script);
}

/// Absolute paths other than the places that every system has.
std::vector<std::string> private_paths_in(std::string const& text) {
    static std::regex const absolute(R"((^|[\s"'=(])(/[A-Za-z][\w.-]*)/)");
    std::vector<std::string> found;
    for (std::sregex_iterator i(text.begin(), text.end(), absolute), end; i != end; ++i) {
        auto const root = i->str(2);
        if (root != "/bin" && root != "/usr" && root != "/dev" && root != "/etc") found.push_back(root);
    }
    return found;
}

}  // namespace

TEST_CASE("the top of the tree holds what belongs there") {
    for (auto const& entry : std::filesystem::directory_iterator(source_dir())) {
        auto const name = entry.path().filename().string();
        CHECK_MESSAGE(belongs_at_the_top(name), name);
    }
    CHECK_FALSE(belongs_at_the_top("scripts"));
    CHECK_FALSE(belongs_at_the_top("notes.txt"));
}

TEST_CASE("no script names a folder of one machine") {
    int scripts = 0;
    for (auto const* folder : {"cmake", "src", "examples", "tests", "benchmarks", ".ci"})
        for (auto const& file : house::files_under(source_dir() / folder)) {
            if (!is_script(file)) continue;
            ++scripts;
            CHECK_MESSAGE(private_paths_in(house::read(file)).empty(), file.string());
        }
    CHECK(scripts > 10);
    CHECK(private_paths_in("#!/bin/sh\ncd /usr/lib; cat <a/b/c >/dev/null; x=$root/home/a").empty());
    CHECK(private_paths_in("cd /home/somebody/gongdan\nout=/tmp/x").size() == 2);
}
