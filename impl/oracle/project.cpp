#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>

#include <rollout/project.hpp>
#include <rollout/reference/projection.hpp>
#include <rollout/vocabulary/text.hpp>

#include "explanation.hpp"
#include "json.hpp"
#include "lines.hpp"
#include "rollout_line.hpp"
#include "spec.hpp"
#include "verbs.hpp"

namespace rollout::oracle {
namespace {

/// The implementation and the reference gave different answers: the one thing that must never be printed as an answer.
struct Disagreement : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The answers can no longer be written, so there is no use in reading on.
struct OutputError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Returns the state by the implementation and the clause by the reference, of elements and, if these are not children,
/// a latch. Throws Disagreement.
template <class Element>
reference::Decision decide(Edition edition, std::span<const Element> elements, auto... latch) {
    const State state = rollout::project(edition, elements, latch...);
    const reference::Decision decision = reference::decide(edition, elements, latch...);
    if (state != decision.state) {
        throw Disagreement(
            fmt::format("the implementation projects {}, the reference {}; nothing is answered, please report this",
                        token(state), token(decision.state)));
    }
    return decision;
}

std::string json_fields(const reference::Decision& decision) {
    return fmt::format("\"state\":\"{}\",\"clause\":\"{}\"", token(decision.state), reference::id(decision.clause));
}

Latch latch_of(const ProjectOptions& options) { return options.released ? Latch::released : Latch::unreleased; }

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

/// How many rows the reference's builder is asked about: its cost is their square.
constexpr std::size_t rows_checked_max = 1000;

/// Returns the decision on the children that the implementation builds; they are compared with the reference's up to
/// rows_checked_max rows. Throws Disagreement.
reference::Decision decide_placed(Edition edition, std::span<const PlacedOperation> rows, Latch latch) {
    const std::vector<Child> children = build(edition, rows, latch);
    if (rows.size() <= rows_checked_max && children != reference::build(edition, rows, latch)) {
        throw Disagreement(
            "the implementation and the reference build different children; nothing is answered, please "
            "report this");
    }
    return decide(edition, std::span<const Child>(children));
}

/// Returns the decision on a line that was read.
reference::Decision decide(const RolloutLine& rollout, const ProjectOptions& options) {
    const Edition edition = rollout.edition.value_or(options.edition);
    if (const auto* children = std::get_if<std::vector<Child>>(&rollout.elements)) {
        return decide(edition, std::span<const Child>(*children));
    }
    const Latch latch = rollout.released.value_or(options.released) ? Latch::released : Latch::unreleased;
    if (edition >= Edition::finalizers && !rollout.placements.empty()) {
        return decide_placed(edition, rollout.placed(), latch);
    }
    return decide(edition, std::span<const Operation>(std::get<std::vector<Operation>>(rollout.elements)), latch);
}

/// Appends the answer to line `number`.
void answer(std::string& out, std::string_view line, std::size_t number, const ProjectOptions& options, bool& bad) {
    const auto read = read_rollout_line(line);
    if (const auto* error = std::get_if<LineError>(&read)) {
        bad = true;
        out += fmt::format("{{\"line\":{}", number);
        if (!error->id.empty()) {
            out += fmt::format(",\"id\":{}", error->id);
        }
        out += fmt::format(",\"error\":{}}}\n", json_string(error->message));
        return;
    }
    const RolloutLine& rollout = std::get<RolloutLine>(read);
    const reference::Decision decision = decide(rollout, options);
    out += '{';
    if (!rollout.id.empty()) {
        out += fmt::format("\"id\":{},", rollout.id);
    }
    out += json_fields(decision) + "}\n";
}

}  // namespace

Status project(const ProjectOptions& options) {
    std::vector<Row> rows;
    for (const std::string& child : options.children) {
        rows.push_back(row_of(child));
    }
    note_misspellings(options.edition, rows);
    try {
        const reference::Decision decision = decide(options.edition, std::span<const Row>(rows), latch_of(options));
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

Status project_lines(const ProjectOptions& options, const std::string& file) {
    const bool standard_input = file == "-";
    const int descriptor = standard_input ? STDIN_FILENO : open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return complain(Status::usage, fmt::format("cannot open {}: {}", file, std::strerror(errno)));
    }
    bool bad = false;
    std::size_t number = 1;  // of the line that is being read or answered
    std::string out;
    const auto write_out = [&] {
        if (std::fwrite(out.data(), 1, out.size(), stdout) != out.size() || std::fflush(stdout) != 0) {
            throw OutputError(fmt::format("cannot write the output: {}", std::strerror(errno)));
        }
        out.clear();
    };
    Status status = Status::done;
    try {
        Lines lines(descriptor, write_out);
        for (; const auto line = lines.next(); ++number) {
            answer(out, *line, number, options, bad);
        }
        write_out();
    } catch (const OutputError& error) {
        std::clearerr(stdout);  // said here; what is still buffered has nowhere to go
        status = complain(Status::no_verdict, error.what());
    } catch (const std::system_error& error) {
        status = complain(Status::usage, fmt::format("line {} of {}: {}", number, file, error.what()));
    } catch (const std::bad_alloc&) {
        status = complain(Status::no_verdict, fmt::format("line {} of {} does not fit into memory", number, file));
    } catch (const Disagreement& disagreement) {
        status = complain(Status::no_verdict, fmt::format("line {} of {}: {}", number, file, disagreement.what()));
    }
    if (!standard_input) {
        close(descriptor);
    }
    return flushed(status == Status::done && bad ? Status::usage : status);
}

}  // namespace rollout::oracle
