// The verbs of the command line, one file each.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <rollout/vocabulary/edition.hpp>

#include "complain.hpp"
#include "table.hpp"

namespace rollout::oracle {

struct ProjectOptions {
    Edition edition = Edition::b2;
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

/// Reads one rollout a line from `file` ("-" is standard input) and prints one answer a line, in order. The output
/// is the same for any number of jobs.
Status project_lines(const ProjectOptions& options, const std::string& file);

struct ListOptions {
    std::string what;                // editions, clauses, states, policies, cases, lemmas, regressions, findings, ...
    std::string id;                  // only this finding or regression; empty: all
    std::optional<Edition> edition;  // only what belongs to it; absent: all
    Format format = Format::text;
};
Status list(const ListOptions& options);

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
    Edition before = Edition::b2;
    Edition after = Edition::b2;
    Format format = Format::text;
};

/// Prints every kind of difference of two editions, each with a shortest rollout.
Status diff(const DiffOptions& options);

Status version(Format format);

/// Returns the version, as `0.2.0`.
std::string version_text();

}  // namespace rollout::oracle
