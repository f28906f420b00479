#include "decision_sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>

#include "claim_source.hpp"
#include "decision_names.hpp"
#include "operator_source.hpp"
#include "spec.hpp"

namespace rollout::oracle {
namespace {

/// Returns the questions of all case lines of the subject in that edition.
std::vector<Question> questions_of_spec(const Subject& subject, Edition edition) {
    std::vector<Question> found;
    for (const auto* sections : {&clauses(), &regressions(), &findings()}) {
        for (const Section& section : *sections) {
            for (const CaseLine& line : section.cases) {
                if (line.question && subject.decides(line.question->decision) && line.editions.contains(edition)) {
                    found.push_back(*line.question);
                }
            }
        }
    }
    return found;
}

/// Returns whether every state and policy of the question is in the words.
bool speaks_within(const Words& words, const Question& question) {
    for (const Name& name : names()) {
        if (name.is_of(question.decision) && name.form == Name::Form::state &&
            !words.has(static_cast<State>(name.get(question)))) {
            return false;
        }
    }
    const std::vector<PlacedOperation> rows = question.placed();
    return std::all_of(rows.begin(), rows.end(), [&](const PlacedOperation& row) {
        return words.has(row.operation.state) && words.has(row.operation.on_failure);
    });
}

Source lines(const Subject& subject, Edition edition, const Words& words) {
    auto found = std::make_shared<std::vector<Question>>(questions_of_spec(subject, edition));
    std::erase_if(*found, [&](const Question& question) { return !speaks_within(words, question); });
    return questions_source(
        edition, fmt::format("{}: case lines", subject.name),
        fmt::format("The answers are those of all {} case lines that the specification has for edition {}.",
                    found->size(), name(edition)),
        found->size(), [found](std::uint64_t number) { return (*found)[static_cast<std::size_t>(number)]; });
}

/// Returns every input of a decision. Requires: it has no rows.
Source every_input(Decision decision, Edition edition, const Words& words) {
    std::vector<Axis> axes;
    for (const Name& name : names()) {
        if (name.is_of(decision)) {
            const bool is_state = name.form == Name::Form::state;
            axes.push_back({is_state ? values_of(words.states) : first_values(name.words.size()), name.set});
        }
    }
    Question start;
    start.decision = decision;
    Space space(std::move(start), std::move(axes));
    std::string adds = fmt::format("The answer is right of all {} inputs, of the {} states asked about in edition {}.",
                                   space.size(), words.states.size(), name(edition));
    return questions_source(edition, fmt::format("{}: every input", word(decision)), std::move(adds), std::move(space));
}

std::vector<Source> sources_of(Decision decision, Edition edition, std::uint64_t seed, const Words& words) {
    switch (decision) {
        case Decision::operator_write:
            return operator_sources(edition, words.of(edition), seed);
        case Decision::claim:
        case Decision::cutover:
            // Rows have tokens, and a token of a later edition is a token, too.
            return claim_sources(decision, edition, words, seed);
        case Decision::guard:
        case Decision::local_guard:
        case Decision::lands:
        case Decision::local:
        case Decision::effects:
        case Decision::row:
        case Decision::stop:
            break;
    }
    return {every_input(decision, edition, words.of(edition))};
}

}  // namespace

std::vector<Decision> decisions_of(const Subject& subject, Edition edition) {
    const std::vector<Question> lines = questions_of_spec(subject, edition);
    std::vector<Decision> decisions;
    std::copy_if(subject.decisions.begin(), subject.decisions.end(), std::back_inserter(decisions),
                 [&](Decision decision) {
                     return std::any_of(lines.begin(), lines.end(),
                                        [&](const Question& question) { return question.decision == decision; });
                 });
    return decisions;
}

std::vector<Source> decision_sources(const Subject& subject, Edition edition, std::uint64_t seed, const Words& words) {
    std::vector<Source> sources{lines(subject, edition, words)};
    for (const Decision decision : decisions_of(subject, edition)) {
        for (Source& source : sources_of(decision, edition, seed, words)) {
            sources.push_back(std::move(source));
        }
    }
    std::erase_if(sources, [](const Source& source) { return source.size == 0; });
    return sources;
}

}  // namespace rollout::oracle
