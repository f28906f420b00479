// The verb trace: which edition's protocol has what a log tells, and from which event on it does not.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>

#include "json_writer.hpp"
#include "readable.hpp"
#include "spelled.hpp"
#include "table.hpp"
#include "validation.hpp"
#include "verbs.hpp"

namespace rollout::oracle {
namespace {

using trace::Validation;

struct Result {
    const trace::Apply* apply;
    Edition edition;
    Validation validation;
};

std::vector<Edition> editions_asked(const TraceOptions& options) {
    if (!options.every_edition) {
        return {options.edition};
    }
    std::vector<Edition> every;
    for (const EditionFacts& facts : editions) {
        every.push_back(facts.edition);
    }
    return every;
}

std::string_view outcome_name(Validation::Outcome outcome) {
    constexpr std::array<std::string_view, 3> names{"explained", "refused", "undecided"};
    return names[static_cast<std::size_t>(outcome)];
}

std::vector<std::string> ids_of(const model::Properties& properties) {
    std::vector<std::string> ids;
    for (const model::PropertyFacts& facts : model::properties) {
        if (properties.contains(facts.property)) {
            ids.emplace_back(facts.id);
        }
    }
    return ids;
}

void print_line(const Result& result) {
    const Validation& found = result.validation;
    JsonWriter json;
    json.begin_object();
    json.text("apply", result.apply->id);
    json.text("edition", name(result.edition));
    json.text("outcome", outcome_name(found.outcome));
    json.number("events", found.events);
    if (found.outcome != Validation::Outcome::explained) {
        json.number("line", found.line);
        json.text("event", found.event);
        json.text("situation", found.situation);
        json.number("situations", found.situations);
        json.text("why", found.why);
    }
    json.texts("broken", ids_of(found.broken));
    json.end_object();
    fmt::print("{}\n", json.take());
}

void print_text(const TraceOptions& options, const trace::Log& log, const std::vector<Result>& results) {
    fmt::print("{} with {}\n", log.applies.size() == 1 ? "1 apply" : fmt::format("{} applies", log.applies.size()),
               counted(log.events, "event"));
    for (const auto& [event, count] : log.skipped) {
        fmt::print("skipped: {} called {}\n", counted(count, "event"), quoted_unless_plain(event));
    }
    for (const Result& result : results) {
        const Validation& found = result.validation;
        if (found.outcome == Validation::Outcome::explained) {
            continue;
        }
        fmt::print("\napply {} in {}: {} at line {}, after {}\n", quoted_unless_plain(result.apply->id),
                   name(result.edition), outcome_name(found.outcome), found.line, counted(found.events, "event"));
        fmt::print("  event      {}\n", found.event);
        if (!found.situation.empty()) {
            fmt::print("  situation  {}{}\n", found.situation,
                       found.situations > 1 ? fmt::format(", or one of {} others", found.situations - 1) : "");
        }
        fmt::print("  why        {}\n", found.why);
    }
    fmt::print("\n");
    Table table({"edition", "explained", "refused", "undecided", "broken in every run"});
    for (const Edition edition : editions_asked(options)) {
        std::array<std::size_t, 3> counts{};
        std::map<std::string, std::size_t> broken;
        for (const Result& result : results) {
            if (result.edition == edition) {
                ++counts[static_cast<std::size_t>(result.validation.outcome)];
                for (const std::string& id : ids_of(result.validation.broken)) {
                    ++broken[id];
                }
            }
        }
        std::vector<std::string> told;
        for (const auto& [id, count] : broken) {
            told.push_back(fmt::format("{} x {}", id, count));
        }
        table.add({std::string(name(edition)), fmt::format("{} explained", counts[0]),
                   fmt::format("{} refused", counts[1]), fmt::format("{} undecided", counts[2]),
                   fmt::format("{}", fmt::join(told, ", "))});
    }
    table.print(Format::text);
}

Status status_of(const trace::Log& log, const std::vector<Result>& results) {
    if (log.problems.count > 0) {
        return Status::usage;
    }
    Status status = Status::done;
    for (const Result& result : results) {
        if (result.validation.outcome == Validation::Outcome::undecided) {
            return Status::no_verdict;
        }
        status = result.validation.outcome == Validation::Outcome::refused ? Status::not_conformant : status;
    }
    return status;
}

}  // namespace

Status trace_log(const TraceOptions& options) {
    std::ifstream opened;
    if (options.file != "-") {
        opened.open(options.file, std::ios::binary);
        if (!opened) {
            return complain(Status::usage,
                            fmt::format("trace: cannot open {}: {}", options.file, std::strerror(errno)));
        }
    }
    std::istream& lines = options.file == "-" ? std::cin : opened;
    const trace::Log log = trace::read_log(lines, options.file);
    if (lines.bad()) {
        return complain(Status::usage, fmt::format("trace: cannot read {}: {}", options.file, std::strerror(errno)));
    }
    std::vector<Result> results;
    for (const Edition edition : editions_asked(options)) {
        trace::Validator validator(edition, options.gaps, options.situations_max);
        for (const trace::Apply& apply : log.applies) {
            results.push_back({&apply, edition, validator.validate(apply)});
        }
    }
    if (options.format == TraceFormat::jsonl) {
        std::for_each(results.begin(), results.end(), print_line);
    } else {
        print_text(options, log, results);
    }
    note("trace", log.problems);
    return flushed(status_of(log, results));
}

}  // namespace rollout::oracle
