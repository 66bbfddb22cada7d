#pragma once

// gongdan journal archive, restore and snapshot: what is done with a journal as a whole.

#include <CLI/CLI.hpp>

void add_journal_archive(CLI::App& journal, int& exit_code);
