// The verb project of rollouts on the command line: what both engines answer, and why if it is asked to explain.
#include <fmt/format.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <rollout/vocabulary/text.hpp>

#include "agreed_decision.hpp"
#include "explanation.hpp"
#include "json_document.hpp"
#include "json_writer.hpp"
#include "rollout_line.hpp"
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
void note_misspellings(Edition edition, const Rollout& rollout) {
    const auto* rows = std::get_if<std::vector<WrittenRow>>(&rollout.elements);
    for (std::size_t i = 0; rows != nullptr && i < rows->size(); ++i) {
        const Row row = (*rows)[i].row();
        if (parse_state(edition, row.state) == State::unrecognized) {
            const bool newer = parse_state(row.state) != State::unrecognized;
            note(fmt::format("note: child {}: {} is no state of {}: unrecognized ({})", i + 1, json_string(row.state),
                             name(edition), newer ? "TOKEN-5" : "TOKEN-4"));
        }
        if (parse_policy(row.on_failure) == Policy::unknown) {
            note(fmt::format("note: child {}: {} is no policy: unknown, fails closed (POLICY-2)", i + 1,
                             (*rows)[i].on_failure.is == PolicyWord::Is::null ? "null" : json_string(*row.on_failure)));
        }
    }
}

/// Returns the rollout that the command line spells, by words or by one JSON object; a message where it does not.
std::variant<Rollout, std::string> rollout_of(ProjectOptions& options) {
    if (options.children.size() != 1 || !options.children.front().starts_with('{')) {
        std::vector<WrittenRow> rows;
        for (const std::string& child : options.children) {
            const Row row = row_of(child);
            rows.push_back({.state = std::string(row.state)});
            if (row.on_failure) {
                rows.back().on_failure = policy_word(*row.on_failure);
            }
        }
        return Rollout{std::move(rows), latch_of(options)};
    }
    const std::string& object = options.children.front();
    const auto line = read_rollout_line(object);
    if (const auto* error = std::get_if<LineError>(&line)) {
        return error->message;
    }
    const auto& read = std::get<RolloutLine>(line);
    options.edition = read.edition.value_or(options.edition.built_in());
    rapidjson::Document document;
    if (auto problem = parse_json(object, document)) {
        return *std::move(problem);
    }
    Rollout rollout = read_rollout(document);
    rollout.latch = read.released.value_or(options.released) ? Latch::released : Latch::unreleased;
    return rollout;
}

}  // namespace

Status project(ProjectOptions options) {
    if (options.children.empty() && input_waits()) {
        note(
            "note: standard input was not read: this is the answer for no children; to read rollouts, use project "
            "--jsonl");
    }
    if (options.edition.file()) {
        return project_by_rule(options);
    }
    const auto read = rollout_of(options);
    if (const auto* problem = std::get_if<std::string>(&read)) {
        return complain(Status::usage, "project: " + *problem);
    }
    const auto& rollout = std::get<Rollout>(read);
    const Edition edition = options.edition.built_in();
    note_misspellings(edition, rollout);
    try {
        const reference::Decision decision = agreed_decision(edition, rollout);
        const std::vector<Child> children = children_of(edition, rollout);
        const State base = reference::base(edition, std::span<const Child>(children));
        if (options.format == Format::json) {
            fmt::print("{{{}{}}}\n", json_fields(decision),
                       options.base ? fmt::format(",\"base\":\"{}\"", token(base)) : "");
        } else {
            fmt::print("{}\n", token(options.base ? base : decision.state));
        }
        if (options.explain) {
            fmt::print("decided by {} in {}\n{}{}", reference::id(decision.clause), name(edition),
                       elements_explanation(edition, rollout), explanation(edition, children));
        }
    } catch (const Disagreement& disagreement) {
        return complain(Status::no_verdict, disagreement.what());
    }
    return flushed(Status::done);
}

}  // namespace rollout::oracle
