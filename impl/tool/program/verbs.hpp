// The verbs of the command line, one file each. Each takes typed options, which main.cpp and command_line.cpp have
// read, prints on standard output, complains on standard error, and returns the exit status of the contract.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <rollout/vocabulary/edition.hpp>

#include "examine.hpp"
#include "query.hpp"
#include "reports.hpp"
#include "source.hpp"
#include "status.hpp"
#include "table.hpp"
#include "validation.hpp"

namespace rollout::oracle {

struct ProjectOptions {
    AnyEdition edition = Edition::b2;
    bool released = false;
    bool explain = false;
    bool base = false;  // print the base in place of the projection; as JSON next to it
    Format format = Format::text;
    std::vector<std::string> children;  // STATE[:POLICY], or one JSON object
    unsigned jobs = 1;                  // blocks of lines answered at a time; 0: one a core
};

/// Prints the parent state of the children on the command line. Of a JSON object, edition and latch outrank the
/// options.
Status project(ProjectOptions options);
/// The same by a rule file. Requires: the edition is one.
Status project_by_rule(const ProjectOptions& options);

/// Reads one rollout a line from `file` ("-" is standard input) and prints one answer a line, in order. The output
/// is the same for any number of jobs.
Status project_lines(const ProjectOptions& options, const std::string& file);

struct ListOptions {
    std::string what;                // one of listed_nouns()
    std::string id;                  // only this finding or regression; empty: all
    std::optional<Edition> edition;  // only what belongs to it; absent: all
    LoadedRule rule;                 // of this rule file, in place of a built-in edition; null: none
    Format format = Format::text;
};

/// Prints a table of what there is of that kind.
Status list(const ListOptions& options);

/// Returns what can be listed.
std::vector<std::string> listed_nouns();

/// Prints what the ID names: a clause, a regression, a finding, a lemma, or an edition with its rule.
Status explain(const std::string& id);

struct ModelOptions {
    Edition edition = Edition::b2;
    bool every_edition = false;
    std::size_t operations = 3;           // at most
    std::vector<std::string> properties;  // names or IDs; empty: all
    std::string from;                     // one situation to begin in; empty: every rollout from its beginning
    Format format = Format::text;
    unsigned jobs = 0;  // explorations at a time; 0: one a core
    std::size_t memory_mebibytes = 4096;
};

/// Explores the protocol around the projection and prints which properties hold, and a shortest trace of each other.
Status model(const ModelOptions& options);

struct DiffOptions {
    std::string before;  // an edition, or a rule file
    std::string after;
    Format format = Format::text;
};

/// Prints every kind of difference of two editions or rule files, each with a shortest rollout.
Status diff(const DiffOptions& options);

/// Prints what a change of a rule means: every kind of difference, laws gained and lost, rungs that died, case lines to
/// add.
Status review(const DiffOptions& options);

struct LintOptions {
    std::string file;
    Format format = Format::text;
};

/// Prints what can be said of a rule file: its rungs, each with a shortest list, its laws and its case lines. Returns
/// not_conformant where a rung is dead, a case line is wrong, or a law that is not waived is broken.
Status lint(const LintOptions& options);

Status version(Format format);

/// Returns the version, as `0.2.0`.
std::string version_text();

struct TestOptions {
    ExamineOptions examine;
    const ReportFormat* format = &report_formats.front();
    std::string output;                                                // a file for the report; empty: standard output
    std::string badge;                                                 // a file for the badge; empty: none
    std::vector<std::pair<const ReportFormat*, std::string>> reports;  // further formats, each with its file
};

/// Judges a testee and prints the verdict: the report on standard output, or in a file; then standard output has it as
/// text all the same. Writes the further reports of the same run.
Status test(const TestOptions& options);

struct ExportOptions {
    std::string what;                   // machine, dot, rules, sql, suite, vectors, schema, catalog
    std::string schema;                 // the name of a schema; empty: their list
    std::optional<AnyEdition> edition;  // absent: b2; of vectors: all
    PlanOptions suite;                  // of which the edition is above; no suite: complete
    std::size_t part = 0;               // only that part of the suite, counted from 1; 0: all
    sql::QueryOptions sql;              // of which the edition is above
    std::string output;                 // a file; empty: standard output
};

/// Prints data for other programs.
Status export_data(const ExportOptions& options);

enum class AuditFormat { text, json, jsonl, markdown, html };

struct AuditOptions {
    AnyEdition edition = Edition::b2;
    bool is_auto = false;  // the edition that explains most, in place of the one above
    // The sources, of which exactly one is given.
    std::vector<std::string> csv;  // two files, parents and rows
    std::string json_lines;        // a file; - is standard input
    std::string sqlite;            // a file
    std::string postgresql;        // connection strings
    std::string mysql;
    audit::Store store;
    AuditFormat format = AuditFormat::text;
};

/// Prints which stored parents disagree with their rows, and what explains it.
Status audit_store(const AuditOptions& options);

enum class TraceFormat { text, jsonl };

struct TraceOptions {
    std::string file = "-";  // of JSON Lines; - is standard input
    Edition edition = Edition::b2;
    bool every_edition = false;
    trace::Gaps gaps{.may_be_missing = trace::usually_missing()};
    unsigned faults = 1;
    std::size_t situations_max = trace::situations_usual;
    TraceFormat format = TraceFormat::text;
};

/// Prints which applies of a log some run of an edition's protocol has, and of the others from which event on none
/// does.
Status trace_log(const TraceOptions& options);

struct LearnOptions {
    AnyEdition edition = Edition::b2;
    std::optional<analysis::Level> level;  // absent: operations, but children where rows do not say everything
    bool released = false;
    unsigned extra_states = 0;
    std::size_t states_max = 500;
    std::uint64_t lists_max = 2'000'000;  // to be asked
    std::chrono::milliseconds time_max{600'000};
    std::chrono::milliseconds timeout{10'000};
    bool json = false;
    std::string output;  // a file for the machine; empty: none
    std::vector<std::string> command;
};

/// Learns the machine of a testee and prints how it differs from the edition's.
Status learn(const LearnOptions& options);

}  // namespace rollout::oracle
