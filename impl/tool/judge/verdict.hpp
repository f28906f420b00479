// What one run of `test` found: everything that a report prints, and nothing else is printed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "case_line.hpp"
#include "plan.hpp"
#include "status.hpp"
#include "testee.hpp"

namespace rollout::oracle {

/// A case whose answer was not the expected one.
struct Failure {
    enum class Kind { differs, error, skipped };
    Kind kind;
    std::string id;     // of the case
    std::string input;  // its members as JSON, without braces; empty: too long to be kept
    std::string expected;
    std::string said;      // the state or answer; of the others the testee's reason
    std::string part;      // the name of the part that asked
    bool listed = false;   // a failure list names it
    bool changed = false;  // the same question was answered otherwise at another time
};

/// Failures with one cause, shown by the shortest rollout that was found.
struct Cause {
    Failure shown;            // shrunk: its ID may be of no case of the suite
    std::string clause;       // by which the reference answers
    std::string sentence;     // of that clause
    std::string explanation;  // why the reference answers so: one or more lines
    std::uint64_t cases = 0;  // how many cases have this cause
};

/// A part of a run: cases of one kind.
struct Part {
    std::string name;  // for instance "complete, unreleased"
    std::string adds;  // what passing it says, one sentence
    std::uint64_t planned = 0;
    std::uint64_t asked = 0;
    std::uint64_t passed = 0;
    std::uint64_t failed = 0;       // differs or error, listed ones left out
    std::uint64_t skipped = 0;      // listed ones left out
    std::uint64_t listed = 0;       // failed or skipped as a failure list says
    std::uint64_t classes = 0;      // of a complete suite: n, the states of the edition's machine over its letters
    std::uint64_t classes_max = 0;  // of a complete suite: m = n + K
    std::string sha256;             // of its cases as `export suite` prints them; empty if not all were asked
};

struct Verdict {
    Status status = Status::no_verdict;
    std::string headline;  // "conformant", "passed smoke", "not conformant", "as listed", "hang", "no verdict"
    std::vector<std::string> reasons;  // why not more than that, one sentence each
    AnyEdition edition = Edition::b2;
    const Subject* subject = &projection;
    std::string suite;  // "default", "complete", "smoke", ...
    std::string level;  // "operations", "children", "both"; empty for other subjects
    std::vector<std::string>
        limits;  // what the verdict is about, a few words each: "4 of 19 states"; empty: everything
    std::uint64_t seed = 0;
    std::string oracle_version;
    std::vector<std::string> command;
    std::optional<Offer> testee;  // if it started
    std::optional<Breach> breach;
    std::vector<Part> parts;
    std::optional<Guarantee> guarantee;
    std::vector<Cause> causes;
    std::vector<Failure> failures;  // the first ones, listed ones too
    std::uint64_t failures_left_out = 0;
    std::vector<std::string> list_problems;  // entries of a failure list that went stale
    std::vector<std::string> informational;  // outcomes that are neither right nor wrong, one sentence each
    double seconds = 0;
};

}  // namespace rollout::oracle
