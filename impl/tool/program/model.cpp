// The verb model: explores the protocol around the projection, edition by edition, and prints which properties hold,
// with a shortest trace of each other one.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "json_writer.hpp"
#include "judgement.hpp"
#include "progress.hpp"
#include "readable.hpp"
#include "scenario.hpp"
#include "spec.hpp"
#include "verbs.hpp"

namespace rollout::oracle {
namespace {

using model::Judgement;
using model::Outcome;
using model::Property;

std::string in_words(const Outcome& outcome) {
    return fmt::format("{}; {}; {}", counted(outcome.trace->steps.size(), "step"), model::name(outcome.mode),
                       model::told(outcome.protocol));
}

void print_as_text(const Judgement& judgement) {
    fmt::print("{}, {}{}: {} situations in {}\n", name(judgement.edition), judgement.explorations == 1 ? "" : "up to ",
               counted(judgement.operations, "operation"), judgement.situations,
               counted(judgement.explorations, "exploration"));
    for (const Outcome& outcome : judgement.outcomes) {
        const model::PropertyFacts& facts = model::facts(outcome.property);
        fmt::print("{:8} {:37} {}\n", facts.id, facts.name,
                   outcome.trace ? "violated: " + in_words(outcome) : std::string("holds"));
        if (outcome.trace) {
            for (const std::string& line : model::told(outcome)) {
                fmt::print("           {}\n", line);
            }
        }
    }
}

/// Returns the items of a JSON array, one a line.
std::string json_lines(const std::vector<std::string>& texts) {
    std::string lines;
    for (const std::string& text : texts) {
        lines += fmt::format("{}\n  {}", lines.empty() ? "" : ",", json_string(text));
    }
    return lines;
}

void print_as_json(const Judgement& judgement) {
    std::string all;
    for (const Outcome& outcome : judgement.outcomes) {
        const model::PropertyFacts& facts = model::facts(outcome.property);
        all += fmt::format("{}\n {{\"id\":\"{}\",\"name\":\"{}\",\"holds\":{}", all.empty() ? "" : ",", facts.id,
                           facts.name, outcome.trace ? "false" : "true");
        if (outcome.trace) {
            all += fmt::format(",\"mode\":\"{}\",\"protocol\":{},\"steps\":{},\"trace\":[{}],\"situations\":[{}]",
                               model::name(outcome.mode), json_string(model::told(outcome.protocol)),
                               outcome.trace->steps.size(), json_lines(model::told(outcome)),
                               json_lines(model::situations(outcome)));
        }
        all += "}";
    }
    fmt::print("{{\"edition\":\"{}\",\"operations\":{},\"states\":{},\"properties\":[{}\n]}}", name(judgement.edition),
               judgement.operations, judgement.situations, all);
}

void print_traces_as_markdown(const std::vector<Judgement>& judgements, std::size_t index) {
    const model::PropertyFacts& facts = model::facts(judgements.front().outcomes[index].property);
    const Section* section = find_section(facts.id);
    std::vector<std::string> told_of;  // editions by trace, in order
    std::vector<const Outcome*> told;
    for (const Judgement& judgement : judgements) {
        const Outcome& outcome = judgement.outcomes[index];
        if (!outcome.trace) {
            continue;
        }
        const auto same = std::find_if(told.begin(), told.end(), [&](const Outcome* other) {
            return model::told(*other) == model::told(outcome) && in_words(*other) == in_words(outcome);
        });
        if (same == told.end()) {
            told.push_back(&outcome);
            told_of.emplace_back(name(judgement.edition));
        } else {
            told_of[static_cast<std::size_t>(same - told.begin())] += fmt::format(", {}", name(judgement.edition));
        }
    }
    if (told.empty()) {
        return;
    }
    fmt::print("\n## {} {}\n\n{}\n", facts.id, facts.name, section == nullptr ? "" : section->sentence);
    for (std::size_t i = 0; i < told.size(); ++i) {
        fmt::print("\n**{}**: {}\n\n", told_of[i], in_words(*told[i]));
        for (const std::string& line : model::told(*told[i])) {
            fmt::print("    {}\n", line);
        }
    }
}

void print_as_markdown(const std::vector<Judgement>& judgements) {
    fmt::print("| property |");
    for (const Judgement& judgement : judgements) {
        fmt::print(" {} |", name(judgement.edition));
    }
    fmt::print("\n|---|");
    for (std::size_t i = 0; i < judgements.size(); ++i) {
        fmt::print("---|");
    }
    fmt::print("\n");
    for (std::size_t i = 0; i < judgements.front().outcomes.size(); ++i) {
        const model::PropertyFacts& facts = model::facts(judgements.front().outcomes[i].property);
        fmt::print("| {} {} |", facts.id, facts.name);
        for (const Judgement& judgement : judgements) {
            fmt::print(" {} |", judgement.outcomes[i].trace ? "violated" : "holds");
        }
        fmt::print("\n");
    }
    for (std::size_t i = 0; i < judgements.front().outcomes.size(); ++i) {
        print_traces_as_markdown(judgements, i);
    }
}

void print(const std::vector<Judgement>& judgements, Format format, bool as_list) {
    if (format == Format::markdown) {
        return print_as_markdown(judgements);
    }
    const bool is_json_list = as_list && format == Format::json;
    fmt::print("{}", is_json_list ? "[" : "");
    for (const Judgement& judgement : judgements) {
        if (format == Format::json) {
            print_as_json(judgement);
            fmt::print("{}", &judgement == &judgements.back() ? "" : ",\n");
        } else {
            print_as_text(judgement);
        }
    }
    fmt::print("{}{}", is_json_list ? "]" : "", format == Format::json ? "\n" : "");
}

}  // namespace

Status model(const ModelOptions& options) {
    std::vector<Property> asked;
    for (const std::string& text : options.properties) {
        const auto property = model::property_named(text);
        if (!property) {
            return complain(Status::usage, fmt::format("--property {}: no such property; see rollout-oracle list "
                                                       "properties",
                                                       text));
        }
        if (std::find(asked.begin(), asked.end(), *property) == asked.end()) {  // once, however often it is named
            asked.push_back(*property);
        }
    }
    for (const model::PropertyFacts& facts : model::properties) {
        if (options.properties.empty()) {
            asked.push_back(facts.property);
        }
    }
    std::vector<Edition> of;
    for (const EditionFacts& facts : editions) {
        if (options.every_edition || facts.edition == options.edition) {
            of.push_back(facts.edition);
        }
    }
    std::vector<Judgement> judgements;
    const std::size_t memory = options.memory_mebibytes << 20;
    try {
        for (const Edition edition : of) {
            if (options.from.empty()) {
                Progress progress;
                judgements.push_back(model::judge(
                    {.edition = edition,
                     .operations = options.operations,
                     .asked = asked,
                     .jobs = options.jobs,
                     .memory_bytes_max = memory,
                     .progress = [&](std::size_t situations, std::size_t explored, std::size_t explorations) {
                         progress.show(
                             std::string(name(edition)), explored, explorations,
                             fmt::format("explorations, {:.1f} M situations", static_cast<double>(situations) / 1e6));
                     }}));
                continue;
            }
            auto read = model::read_scenario(edition, options.from);
            if (const auto* problem = std::get_if<std::string>(&read)) {
                return complain(Status::usage, fmt::format("--from: {}", *problem));
            }
            auto& exploration = std::get<model::Exploration>(read);
            exploration.memory_bytes_max = memory;
            judgements.push_back(model::judge_from(std::move(exploration), asked));
        }
    } catch (const model::MemoryExhausted& exhausted) {
        return complain(Status::no_verdict,
                        fmt::format("no verdict: {}; give fewer --operations, fewer --jobs, or more than --memory {}",
                                    exhausted.what(), options.memory_mebibytes));
    }
    print(judgements, options.format, options.every_edition);
    const bool holds = std::all_of(judgements.begin(), judgements.end(),
                                   [](const Judgement& judgement) { return judgement.every_property_holds(); });
    return flushed(holds ? Status::done : Status::not_conformant);
}

}  // namespace rollout::oracle
