#pragma once

#include <CLI/CLI.hpp>

// Each verb registers itself with its options; running it sets the exit code (0 done, 1 what was asked to be checked
// does not hold, 2 could not be done). Faults of the input are thrown as input_error.

void add_plan(CLI::App& app, int& exit_code);
void add_day(CLI::App& app, int& exit_code);
void add_lifecycle(CLI::App& app, int& exit_code);
void add_rules(CLI::App& app, int& exit_code);
void add_run(CLI::App& app, int& exit_code);
void add_deadline(CLI::App& app, int& exit_code);
void add_days(CLI::App& app, int& exit_code);
void add_calendar(CLI::App& app, int& exit_code);
void add_journal(CLI::App& app, int& exit_code);
void add_simulate(CLI::App& app, int& exit_code);
void add_fit(CLI::App& app, int& exit_code);
void add_register(CLI::App& app, int& exit_code);
void add_duty(CLI::App& app, int& exit_code);
void add_paper(CLI::App& app, int& exit_code);
void add_kpi(CLI::App& app, int& exit_code);
