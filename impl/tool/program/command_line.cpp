#include "command_line.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "command_line_options.hpp"
#include "edition_names.hpp"
#include "json_writer.hpp"
#include "nearest.hpp"

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

/// Adds `--report`, which takes a format and a file, once for each.
void add_reports(CLI::App& verb, std::vector<std::pair<const ReportFormat*, std::string>>& reports) {
    std::vector<std::string> names;
    for (const ReportFormat& format : report_formats) {
        names.emplace_back(format.name);
    }
    verb.add_option_function<std::vector<std::string>>(
            "--report",
            [names, &reports](const std::vector<std::string>& words) {
                for (const std::string& word : words) {
                    const std::size_t equals = word.find('=');
                    if (equals == std::string::npos || equals + 1 == word.size()) {
                        throw CLI::ValidationError("--report", json_string(word) + ": expected FORMAT=FILE");
                    }
                    const std::string name = word.substr(0, equals);
                    const auto format = std::find_if(report_formats.begin(), report_formats.end(),
                                                     [&](const ReportFormat& each) { return each.name == name; });
                    if (format == report_formats.end()) {
                        throw CLI::ValidationError("--report", unknown_name(name, names, "no format of reports"));
                    }
                    reports.emplace_back(&*format, word.substr(equals + 1));
                }
            },
            "also write the report of this run in that format there; once for each")
        ->type_name("FORMAT=FILE")
        ->expected(1)
        ->take_all();
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
    add_reports(*verb, options.reports);
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

/// Adds the options that name tables and columns, in a group of the help. Returns them.
std::vector<CLI::Option*> add_tables(CLI::App& verb, sql::Tables& tables, const std::string& group) {
    std::vector<CLI::Option*> options;
    const auto add = [&](const std::string& option, std::string& target, const std::string& help) {
        options.push_back(
            verb.add_option(option, target, fmt::format("{} (default {})", help, target))->type_name("TEXT"));
    };
    add("--parents", tables.parents, "the table of rollouts, a row each; its alias is p");
    add("--id", tables.id, "of a rollout");
    add("--released", tables.released, "whether its release latch is set");
    add("--rows", tables.rows, "the table of operations; its alias is r");
    add("--rollout", tables.rollout, "of an operation: the ID of its rollout");
    options.push_back(verb.add_option("--position", tables.position,
                                      "what the operations of a rollout are ordered by; once for each column (default "
                                      "position)")
                          ->type_name("TEXT")
                          ->expected(1)
                          ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll));
    add("--state", tables.state, "the token of its state");
    add("--policy", tables.policy, "its policy word");
    add("--deployment", tables.deployment, "finalizers and later: its deployment");
    add("--key", tables.key, "finalizers and later: its key");
    add("--kind", tables.kind, "finalizers and later: work or group_finalizer");
    add("--started", tables.started, "finalizers and later: whether it was started");
    add("--step", tables.step, "steps: its step");
    for (CLI::Option* option : options) {
        option->group(group);
    }
    return options;
}

/// Adds the options of `export sql`. Returns them.
std::vector<CLI::Option*> add_query(CLI::App& verb, sql::QueryOptions& query) {
    const std::string group = "Of sql (a column is a name, or an expression over the alias)";
    std::vector<std::string> about;
    for (const sql::Dialect& dialect : sql::dialects) {
        about.push_back(fmt::format("{}: {}", dialect.name, dialect.about));
    }
    add_row(verb, "--dialect", query.dialect, sql::dialects,
            fmt::format("{} (default portable)", fmt::join(about, "; ")), "DIALECT");
    add_named<bool>(verb, "--tokens", query.reads_every_spelling, {{"canonical", false}, {"any", true}},
                    "which spellings of a state's token are read (default canonical, which is faster)", "WHICH");
    std::vector<CLI::Option*> options = add_tables(verb, query.tables, group);
    verb.add_option_function<std::vector<std::string>>(
            "--flag",
            [&query](const std::vector<std::string>& flags) {
                for (const std::string& flag : flags) {
                    const std::size_t equals = flag.find('=');
                    if (equals == std::string::npos) {
                        throw CLI::ValidationError("--flag", json_string(flag) + ": expected NAME=CONDITION");
                    }
                    query.tables.flags[flag.substr(0, equals)] = flag.substr(equals + 1);
                }
            },
            "rule files: when a flag holds that no word sets; once for each (default the column of its name)")
        ->type_name("NAME=CONDITION");
    for (const char* name : {"--dialect", "--tokens", "--flag"}) {
        options.push_back(verb.get_option(name)->group(group));
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
        "  vectors  the cases of smoke, regressions and tokens, and those of the other subjects, as one document\n"
        "  catalog  words, editions, rule files, and the sentences of spec/, as one document");
    verb->add_option("WHAT", options.what, "machine, dot, rules, sql, suite, vectors, schema or catalog")
        ->required()
        ->check(CLI::IsMember({"machine", "dot", "rules", "sql", "suite", "vectors", "schema", "catalog"}))
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

void add_audit(CLI::App& app, AuditOptions& options, Status& status) {
    CLI::App* verb = app.add_subcommand("audit", "Say which stored parents disagree with their rows, and why.");
    verb->footer(
        "Reads a fleet from one source, and writes nothing. Of each disagreement it says what is stored, what the "
        "rows\n"
        "project to, by which clause, and what would explain it: spec/guides/audit.md. For instance\n"
        "  rollout-oracle audit --edition settled --csv rollouts.csv operations.csv\n"
        "  rollout-oracle audit --edition auto --postgres \"host=db1 dbname=fleet\" --parents applies --id apply_id\n"
        "A line of --jsonl is {\"id\":ANY,\"stored\":TOKEN,\"released\":BOOL,\"operations\":[...]}, with rows as "
        "`project "
        "--jsonl`\n"
        "has them. Exit status: 0 no stored state disagrees; 1 some do; 2 something could not be read, and the rest "
        "is\n"
        "answered all the same.");
    verb->add_option_function<std::string>(
            "--edition",
            [&options](const std::string& name) {
                options.is_auto = name == "auto";
                if (!options.is_auto) {
                    options.edition = checked_any_edition("--edition", name);
                }
            },
            "one of " + edition_names() +
                ", a rule file, as ./draft.toml, or auto: the one that explains most (default b2)")
        ->type_name("EDITION");
    auto* csv = verb->add_option("--csv", options.csv, "two files of CSV, whose first records name the columns")
                    ->expected(2)
                    ->type_name("PARENTS ROWS");
    auto* lines = add_file(*verb, "--jsonl", options.json_lines, "a file of JSON Lines; - is standard input");
    auto* sqlite = add_file(*verb, "--sqlite", options.sqlite, "a database of SQLite");
    auto* postgresql = verb->add_option("--postgres", options.postgresql,
                                        "a connection string of libpq; a password may stand in PGPASSWORD or ~/.pgpass")
                           ->type_name("CONNINFO");
    auto* mysql = verb->add_option("--mysql", options.mysql,
                                   "host=, port=, socket=, user=, password= and database=, parted by blanks, also of "
                                   "MariaDB; a password may stand in ~/.my.cnf")
                      ->type_name("CONNINFO");
    const std::vector<CLI::Option*> sources{csv, lines, sqlite, postgresql, mysql};
    add_named<AuditFormat>(*verb, "--format", options.format,
                           {{"text", AuditFormat::text},
                            {"json", AuditFormat::json},
                            {"jsonl", AuditFormat::jsonl},
                            {"markdown", AuditFormat::markdown},
                            {"html", AuditFormat::html}},
                           "how to print (default text)", "FORMAT");
    const std::string group =
        "Names of tables and columns (in a database a column may be an expression over the alias)";
    add_tables(*verb, options.store.tables, group);
    verb->add_option("--stored", options.store.stored, "the state that is stored of a rollout (default state)")
        ->type_name("TEXT")
        ->group(group);
    verb->callback([=, &options, &status] {
        const auto given =
            std::count_if(sources.begin(), sources.end(), [](auto* source) { return source->count() > 0; });
        if (given != 1) {
            throw CLI::ValidationError("audit",
                                       "exactly one of --csv, --jsonl, --sqlite, --postgres and --mysql is wanted");
        }
        status = audit_store(options);
    });
}

void add_trace(CLI::App& app, TraceOptions& options, Status& status) {
    CLI::App* verb = app.add_subcommand(
        "trace", "Say whether some run of the protocol has the events of a log, and which it has not.");
    std::string about;
    for (const trace::KindFacts& kind : trace::kinds) {
        about += fmt::format("  {:10} {}{}{}\n", kind.name, kind.sentence, kind.has_operation ? "; operation" : "",
                             kind.has_state ? "; state" : "");
    }
    verb->footer(
        "A line is {\"apply\":ANY,\"event\":NAME}, with \"operation\" (counted from 1) and \"state\" where the event "
        "has\n"
        "them. The first event of an apply is begin, with its \"situation\" in the words of model --from, such as\n"
        "\"pending:continue pending parent=pending\", or with its rows under \"operations\", as the wire has them. A\n"
        "parent may also have \"completed_at\" and \"error_of\". Events stand in the order of \"seq\", or else of "
        "\"time\", or\n"
        "else as they come; other members are not looked at: spec/guides/trace.md.\n" +
        about +
        "Exit status: 0 each apply is explained; 1 some are not; 2 some lines could not be read; 4 some are "
        "undecided,\n"
        "for too many situations are possible.");
    verb->add_option("FILE", options.file, "the log, as JSON Lines (default: standard input)")->type_name("");
    add_edition(*verb, options.edition, "one of " + edition_names() + " (default b2)");
    verb->add_flag("--every-edition", options.every_edition, "every edition in turn");
    verb->add_option_function<std::vector<std::string>>(
            "--may-miss",
            [&options](const std::vector<std::string>& names) {
                options.gaps.may_be_missing = 0;
                for (const std::string& name : names) {
                    for (const trace::KindFacts& kind : trace::kinds) {
                        options.gaps.may_be_missing |= kind.name == name ? 1U << static_cast<unsigned>(kind.kind) : 0U;
                    }
                }
            },
            "events that may be missing from the log wherever they happened (default "
            "publish,refused,missed,resolved,crash)")
        ->delimiter(',')
        ->check([](const std::string& word) {
            std::vector<std::string> names;
            for (const trace::KindFacts& kind : trace::kinds) {
                names.emplace_back(kind.name);
            }
            return std::find(names.begin(), names.end(), word) != names.end() ? std::string()
                                                                              : unknown_name(word, names, "no event");
        })
        ->type_name("EVENT,...");
    add_number(*verb, "--gap", options.gaps.steps, "events of any kind that may be missing between two (default 0)", 0U,
               3U);
    unsigned& faults = options.faults;
    add_number(*verb, "--faults", faults, "crashes, stale leases and read errors that an apply may have (default 1)",
               0U, 3U);
    add_number(*verb, "--situations", options.situations_max,
               fmt::format("how many may be possible at a time before an apply is undecided (default {})",
                           trace::situations_usual),
               std::size_t{1}, std::size_t{100'000'000});
    add_named<TraceFormat>(*verb, "--format", options.format,
                           {{"text", TraceFormat::text}, {"jsonl", TraceFormat::jsonl}}, "how to print (default text)",
                           "FORMAT");
    verb->callback([&options, &status] {
        options.gaps.faults = static_cast<std::uint8_t>(options.faults);
        status = trace_log(options);
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
    add_audit(app, audit, status);
    add_trace(app, trace, status);
}

}  // namespace rollout::oracle
