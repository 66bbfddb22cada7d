#include "verbs.hpp"

#include <gongdan/core/located.hpp>
#include <gongdan/journal/journal.hpp>

#include <cstdio>
#include <exception>

namespace {

/// CLI11 has exit codes of its own: help is done, all else could not be done.
int parse_failed(CLI::App const& app, CLI::ParseError const& wrong) { return app.exit(wrong) == 0 ? 0 : 2; }

int could_not(char const* what) {
    std::fprintf(stderr, "gongdan: %s\n", what);
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"gongdan (工单): work orders, deadlines and dispatch of a piped-gas utility"};
    app.require_subcommand(1);
    int exit_code = 0;
    add_run(app, exit_code);
    add_deadline(app, exit_code);
    add_days(app, exit_code);
    add_calendar(app, exit_code);
    add_plan(app, exit_code);
    add_day(app, exit_code);
    add_simulate(app, exit_code);
    add_fit(app, exit_code);
    add_lifecycle(app, exit_code);
    add_rules(app, exit_code);
    add_register(app, exit_code);
    add_duty(app, exit_code);
    add_paper(app, exit_code);
    add_kpi(app, exit_code);
    add_journal(app, exit_code);
    try {
        app.parse(argc, argv);
        return exit_code;
    } catch (CLI::ParseError const& wrong) {
        return parse_failed(app, wrong);
    } catch (gongdan::input_error const& wrong) {
        return could_not(wrong.what());
    } catch (gongdan::journal_error const& wrong) {
        return could_not(wrong.what());
    } catch (std::exception const& wrong) { return could_not(wrong.what()); }
}
