#include <fmt/format.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <rollout/vocabulary/text.hpp>

#include "agreed_decision.hpp"
#include "explanation.hpp"
#include "json.hpp"
#include "spec.hpp"
#include "verbs.hpp"

namespace rollout::oracle {
namespace {

Latch latch_of(const ProjectOptions& options) { return options.released ? Latch::released : Latch::unreleased; }

/// Returns whether something is written to standard input that nobody reads: a file that is not empty, or a pipe into
/// which something has been written, or is at once.
bool input_waits() {
    struct stat facts {};
    if (fstat(STDIN_FILENO, &facts) != 0) {
        return false;
    }
    if (S_ISREG(facts.st_mode)) {
        return facts.st_size > lseek(STDIN_FILENO, 0, SEEK_CUR);
    }
    constexpr int milliseconds = 100;
    pollfd input{STDIN_FILENO, POLLIN, 0};
    int bytes = 0;
    return S_ISFIFO(facts.st_mode) && poll(&input, 1, milliseconds) > 0 && ioctl(STDIN_FILENO, FIONREAD, &bytes) == 0 &&
           bytes > 0;
}

/// Says on standard error what a person may have misspelt.
void note_misspellings(Edition edition, const std::vector<Row>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (parse_state(edition, rows[i].state) == State::unrecognized) {
            const bool newer = parse_state(rows[i].state) != State::unrecognized;
            note(fmt::format("note: child {}: {} is no state of {}: unrecognized ({})", i + 1,
                             json_string(rows[i].state), name(edition), newer ? "TOKEN-5" : "TOKEN-4"));
        }
        if (parse_policy(rows[i].on_failure) == Policy::unknown) {
            note(fmt::format("note: child {}: {} is no policy: unknown, fails closed (POLICY-2)", i + 1,
                             json_string(*rows[i].on_failure)));
        }
    }
}

/// Returns what the edition reads of the child's policy.
std::string_view meaning(Edition edition, const Child& child) {
    if (edition == Edition::b1) {
        return "not read in b1";
    }
    if (edition < Edition::pause) {
        return child.continue_on_failure ? "may continue" : "may not continue";
    }
    return child.continue_on_failure ? "flag continue" : child.pause_on_failure ? "flag pause" : "no flag";
}

void print_explanation(const ProjectOptions& options, const std::vector<Row>& rows,
                       const reference::Decision& decision) {
    const Edition edition = options.edition;
    fmt::print("decided by {} in {}\n", reference::id(decision.clause), name(edition));
    fmt::print("children\n");
    const std::vector<Child> children = build(edition, std::span<const Row>(rows), latch_of(options));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        fmt::print("  {} {}, policy {}: {}\n", i + 1, token(parse_state(edition, rows[i].state)),
                   word(parse_policy(rows[i].on_failure)), meaning(edition, children[i]));
    }
    if (rows.empty()) {
        fmt::print("  none\n");
    }
    fmt::print("{}", explanation(edition, children));
}

}  // namespace

Status project(const ProjectOptions& options) {
    std::vector<Row> rows;
    for (const std::string& child : options.children) {
        rows.push_back(row_of(child));
    }
    note_misspellings(options.edition, rows);
    if (rows.empty() && input_waits()) {
        note(
            "note: standard input was not read: this is the answer for no children; to read rollouts, use project "
            "--jsonl");
    }
    try {
        const reference::Decision decision =
            agreed_decision(options.edition, std::span<const Row>(rows), latch_of(options));
        if (options.format == Format::json) {
            fmt::print("{{{}}}\n", json_fields(decision));
        } else {
            fmt::print("{}\n", token(decision.state));
        }
        if (options.explain) {
            print_explanation(options, rows, decision);
        }
    } catch (const Disagreement& disagreement) {
        return complain(Status::no_verdict, disagreement.what());
    }
    return flushed(Status::done);
}

}  // namespace rollout::oracle
