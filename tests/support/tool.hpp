#pragma once

#include <gongdan/files/csv.hpp>
#include <support/data.hpp>
#include <support/scratch.hpp>

#include <sys/wait.h>
#include <array>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>

/// What a run of the tool left: its exit code, and both its outputs as one text.
struct tool_run {
    int exit = -1;
    std::string text;
};

/// Runs the tool from the source's root, through the shell; `errors` says where standard error goes.
inline tool_run run_tool(std::string const& arguments, char const* errors = "2>&1") {
    auto const command = "cd '" + source_dir().string() + "' && '" GONGDAN_TOOL "' " + arguments + ' ' + errors;
    tool_run r;
    FILE* const pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) return r;
    std::array<char, 4096> part;
    while (std::size_t const n = std::fread(part.data(), 1, part.size(), pipe)) r.text.append(part.data(), n);
    int const status = pclose(pipe);
    r.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return r;
}

/// The tool's words with the scratch folder taken out, so that they can be compared whole.
inline std::string words(std::string text, scratch_folder const& folder) {
    auto const prefix = folder.file("");
    for (auto at = text.find(prefix); at != std::string::npos; at = text.find(prefix)) text.erase(at, prefix.size());
    return text;
}

/// A command line that must be refused with exit 2, and what the tool says of it.
struct refused_input {
    std::string arguments;
    std::string says;
};

/// What is wrong with the answer to a line that must be refused; empty where nothing is.
inline std::string not_refused(refused_input const& c, scratch_folder const& folder) {
    auto const r = run_tool(c.arguments);
    auto const text = words(r.text, folder);
    if (r.exit == 2 && text.find(c.says) != std::string::npos) return {};
    return c.arguments + ": exit " + std::to_string(r.exit) + ", " + text;
}
