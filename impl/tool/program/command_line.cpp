#include "command_line.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "command_line_options.hpp"
#include "json_writer.hpp"

namespace rollout::oracle {
namespace {

/// Adds an option that takes one of some names; each stands for a value.
template <class Value>
CLI::Option* add_named(CLI::App& verb, const std::string& option, auto& target,
                       const std::vector<std::pair<std::string, Value>>& values, const std::string& help,
                       const std::string& type_name) {
    std::vector<std::string> names;
    for (const auto& [name, value] : values) {
        names.push_back(name);
    }
    return verb
        .add_option_function<std::string>(
            option,
            [&target, values](const std::string& word) {
                for (const auto& [name, value] : values) {
                    if (name == word) {
                        target = value;
                    }
                }
            },
            help)
        ->check(CLI::IsMember(names))
        ->type_name(type_name);
}

void add_level(CLI::App& verb, auto& target, const std::string& help) {
    std::vector<std::pair<std::string, analysis::Level>> values;
    for (const analysis::LevelFacts& facts : analysis::levels) {
        values.push_back({std::string(facts.name), facts.level});
    }
    add_named(verb, "--level", target, values, help, "LEVEL");
}

/// Adds an option whose value names a row of `table`.
template <class Row>
void add_row(CLI::App& verb, const std::string& option, const Row*& target, const auto& table, const std::string& help,
             const std::string& type_name) {
    std::vector<std::pair<std::string, const Row*>> rows;
    for (const Row& row : table) {
        rows.push_back({std::string(row.name), &row});
    }
    add_named(verb, option, target, rows, help, type_name);
}

void add_subject(CLI::App& verb, const Subject*& target) {
    add_row(verb, "--subject", target, subjects, "what is asked for (default projection)", "SUBJECT");
}

void add_extra_states(CLI::App& verb, unsigned& target) {
    add_number(verb, "--extra-states", target,
               "K of a complete suite: up to K more classes than the edition has (default 0)", 0U, 6U)
        ->type_name("K");
}

void add_length_max(CLI::App& verb, std::size_t& target) {
    add_number<std::size_t>(verb, "--max-length", target,
                            fmt::format("no longer lists in the parts sizes and random (default {})", longest_list), 20,
                            longest_list)
        ->type_name("N");
}

void add_timeout(CLI::App& verb, std::chrono::milliseconds& target) {
    add_seconds(verb, "--timeout", target, "bound on each answer of the testee (default 10)");
}

void add_output(CLI::App& verb, std::string& target, const std::string& help) {
    add_file(verb, "--output", target, help);
}

void add_command(CLI::App& verb, std::vector<std::string>& target) {
    verb.add_option("COMMAND", target, "the testee, and its arguments, behind --")->required()->type_name("");
}

void add_test(CLI::App& app, TestOptions& options, Status& status) {
    CLI::App* verb =
        app.add_subcommand("test", "Judge an implementation in any language, over its standard input and output.");
    verb->footer(
        "The testee answers JSON Lines: spec/guides/wire.md; templates in five languages: tests/testees. Without "
        "--suite the "
        "run\n"
        "is complete for implementations with as many classes as the edition has. It also asks how words are read, "
        "how\n"
        "rows are related, and lists of up to 100,001 elements. spec/guides/conformance.md states what a pass "
        "guarantees, "
        "and\n"
        "spec/evidence/mistakes.md the wrong implementations that it was tried on. For instance\n"
        "  rollout-oracle test --edition b2 -- ./my-testee --flag\n"
        "  rollout-oracle test --suite smoke --format junit --output report.xml -- python3 testee.py\n"
        "Exit status: 0 conformant, or passed; 1 not conformant; 2 usage, or an edition that the testee does not "
        "offer;\n"
        "3 the testee could not start, crashed, hung or broke the protocol; 4 no verdict: filtered, or cases skipped.");
    ExamineOptions& examine = options.examine;
    add_any_edition(*verb, examine.edition, "", "b2");
    add_row(*verb, "--suite", examine.suite, suites(),
            "which test cases are asked (default: default); `list suites` says what each holds", "SUITE");
    add_extra_states(*verb, examine.extra_states);
    add_level(*verb, examine.level, "operations or children alone (default: both, as far as they are offered)");
    add_length_max(*verb, examine.length_max);
    add_subject(*verb, examine.subject);
    add_row(*verb, "--format", options.format, report_formats, "how to report (default text)", "FORMAT");
    add_output(*verb, options.output, "write the report there; standard output has it as text");
    add_file(*verb, "--badge", options.badge, "also write a badge, as the endpoint of shields.io expects it");
    verb->add_option("--run", examine.run, "only cases whose ID matches, e.g. 'failed:*'; then status 4, not 0")
        ->type_name("GLOB");
    verb->add_option("--skip", examine.skip, "no cases whose ID matches; then status 4, not 0")->type_name("GLOB");
    auto* list = add_file(*verb, "--failure-list", examine.failure_list,
                          "cases that are known to fail, and how; an entry that is no longer so fails the run");
    verb->add_flag("--fix", examine.fix, "write the failure list as this run found it")->needs(list);
    add_timeout(*verb, examine.timeout);
    add_number(*verb, "--seed", examine.seed, "of the random rollouts and of the second order (default 337)");
    verb->add_flag_callback(
        "--fail-fast", [&examine] { examine.failures_max = 1; }, "stop at the first failure");
    add_number<std::uint64_t>(*verb, "--max-fail", examine.failures_max, "stop after N failures", 1);
    verb->add_flag("--force", examine.force, "run a suite of more than 100 million cases");
    add_command(*verb, examine.command);
    verb->callback([&options, &status] { status = test(options); });
}

/// Adds the options of `export sql`. Returns them.
std::vector<CLI::Option*> add_query(CLI::App& verb, sql::QueryOptions& query) {
    std::vector<std::string> about;
    for (const sql::Dialect& dialect : sql::dialects) {
        about.push_back(fmt::format("{}: {}", dialect.name, dialect.about));
    }
    add_row(verb, "--dialect", query.dialect, sql::dialects,
            fmt::format("{} (default portable)", fmt::join(about, "; ")), "DIALECT");
    add_named<bool>(verb, "--tokens", query.reads_every_spelling, {{"canonical", false}, {"any", true}},
                    "which spellings of a state's token are read (default canonical, which is faster)", "WHICH");
    sql::Tables& tables = query.tables;
    const auto add = [&](const std::string& option, std::string& target, const std::string& help) {
        verb.add_option(option, target, fmt::format("{} (default {})", help, target))->type_name("TEXT");
    };
    add("--parents", tables.parents, "the table of rollouts, a row each; its alias is p");
    add("--id", tables.id, "of a rollout");
    add("--released", tables.released, "whether its release latch is set");
    add("--rows", tables.rows, "the table of operations; its alias is r");
    add("--rollout", tables.rollout, "of an operation: the ID of its rollout");
    verb.add_option("--position", tables.position,
                    "what the operations of a rollout are ordered by; once for each column (default position)")
        ->type_name("TEXT")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    add("--state", tables.state, "the token of its state");
    add("--policy", tables.policy, "its policy word");
    add("--deployment", tables.deployment, "finalizers and later: its deployment");
    add("--key", tables.key, "finalizers and later: its key");
    add("--kind", tables.kind, "finalizers and later: work or group_finalizer");
    add("--started", tables.started, "finalizers and later: whether it was started");
    add("--step", tables.step, "steps: its step");
    verb.add_option_function<std::vector<std::string>>(
            "--flag",
            [&tables](const std::vector<std::string>& flags) {
                for (const std::string& flag : flags) {
                    const std::size_t equals = flag.find('=');
                    if (equals == std::string::npos) {
                        throw CLI::ValidationError("--flag", json_string(flag) + ": expected NAME=CONDITION");
                    }
                    tables.flags[flag.substr(0, equals)] = flag.substr(equals + 1);
                }
            },
            "rule files: when a flag holds that no word sets; once for each (default the column of its name)")
        ->type_name("NAME=CONDITION");
    std::vector<CLI::Option*> options;
    for (const char* name :
         {"--dialect", "--tokens", "--parents", "--id", "--released", "--rows", "--rollout", "--position", "--state",
          "--policy", "--deployment", "--key", "--kind", "--started", "--step", "--flag"}) {
        options.push_back(verb.get_option(name)->group("Of sql (a column is a name, or an expression over the alias)"));
    }
    return options;
}

void add_export(CLI::App& app, ExportOptions& options, Status& status) {
    CLI::App* verb = app.add_subcommand(
        "export", "Print data for other programs: machines, rule files, queries, suites, vectors, schemas.");
    verb->footer(
        "  machine  the edition's minimal machine, as spec/machines has it     dot   the same for Graphviz\n"
        "  suite    a suite's cases, one a line: question and answer           schema [NAME]  the JSON Schema of a "
        "format\n"
        "  rules    the edition as a rule file, as spec/editions has it\n"
        "  sql      a query: the projection of every rollout of a table; spec/guides/sql.md\n"
        "  vectors  the cases of smoke, regressions and tokens, and those of the other subjects, as one document");
    verb->add_option("WHAT", options.what, "machine, dot, rules, sql, suite, vectors or schema")
        ->required()
        ->check(CLI::IsMember({"machine", "dot", "rules", "sql", "suite", "vectors", "schema"}))
        ->type_name("");
    verb->add_option("NAME", options.schema, "of a schema; without it, their names")->type_name("");
    add_any_edition(*verb, options.edition, "", "b2; vectors: all");
    add_row(*verb, "--suite", options.suite.suite, suites(),
            "of which suite (default complete); `list suites` says what each holds", "SUITE");
    add_number<std::size_t>(*verb, "--part", options.part,
                            "only the Nth part of the suite: the bytes whose hash a verdict prints", 1);
    add_extra_states(*verb, options.suite.extra_states);
    add_level(*verb, options.suite.level, "operations or children alone (default: both)");
    add_length_max(*verb, options.suite.length_max);
    add_subject(*verb, options.suite.subject);
    add_number(*verb, "--seed", options.suite.seed, "of random cases (default 337)");
    add_output(*verb, options.output, "write there, not to standard output");
    const std::vector<CLI::Option*> of_queries = add_query(*verb, options.sql);
    verb->callback([&options, &status, of_queries] {
        for (const CLI::Option* option : of_queries) {
            if (option->count() > 0 && options.what != "sql") {
                throw CLI::ValidationError(option->get_name(), "is of export sql alone");
            }
        }
        status = export_data(options);
    });
}

void add_learn(CLI::App& app, LearnOptions& options, Status& status) {
    CLI::App* verb =
        app.add_subcommand("learn", "Learn the machine of an implementation, and how it differs from the edition's.");
    verb->footer(
        "Asks over the protocol until a complete suite of what was learned finds nothing more, so the answer is exact "
        "for\n"
        "implementations with up to K more classes than were found. Exit status 0 if the machines are equal, 1 if "
        "not.");
    add_any_edition(*verb, options.edition, "the edition to compare with: ", "b2");
    add_level(*verb, options.level, "operations or children (default: operations; from finalizers on children)");
    verb->add_flag("--released", options.released, "ask with the release latch set");
    add_extra_states(*verb, options.extra_states);
    add_number<std::size_t>(*verb, "--states-max", options.states_max, "give up beyond that many states (default 500)",
                            1, 100'000);
    add_number<std::uint64_t>(*verb, "--lists-max", options.lists_max,
                              "give up where more lists would be asked (default 2000000)", 1);
    add_seconds(*verb, "--time-max", options.time_max, "give up after that time (default 600)");
    add_timeout(*verb, options.timeout);
    add_named<bool>(*verb, "--format", options.json, {{"text", false}, {"json", true}}, "how to print (default text)",
                    "FORMAT");
    add_output(*verb, options.output, "also write the machine that was learned there, as JSON");
    add_command(*verb, options.command);
    verb->callback([&options, &status] { status = learn(options); });
}

}  // namespace

void CommandLine::add_to(CLI::App& app, Status& status) {
    add_test(app, test, status);
    add_export(app, exported, status);
    add_learn(app, learn, status);
}

}  // namespace rollout::oracle
