#include "decision_sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "claim_source.hpp"
#include "decision_names.hpp"
#include "dice.hpp"
#include "spec.hpp"
#include "surface_source.hpp"

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
        case Decision::label:
            // Rows have tokens, and a token of a later edition is a token, too.
            return claim_sources(decision, edition, words, seed);
        case Decision::target:
            return target_sources(edition, words, seed);
        case Decision::guard:
        case Decision::local_guard:
        case Decision::lands:
        case Decision::local:
        case Decision::effects:
        case Decision::row:
        case Decision::stop:
        case Decision::check:
        case Decision::checks:
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

namespace {

/// The axes of the operator: what is stored and what is projected are one, because the answer asks whether they are
/// equal.
enum OperatorAxis : std::size_t { pair, base, reopen, started_at, reading, completed_at, text };

Axis pairs_of(const std::vector<State>& states) {
    std::vector<std::size_t> values;
    for (const State stored : states) {
        for (const State projected : states) {
            values.push_back(static_cast<std::size_t>(stored) * state_count + static_cast<std::size_t>(projected));
        }
    }
    return {std::move(values), [](Question& question, std::size_t value) {
                question.writer.guard.stored = static_cast<State>(value / state_count);
                question.writer.guard.projected = static_cast<State>(value % state_count);
            }};
}

/// Returns the answer, but for which state is written: that is the projected one in any case.
std::string answer_without_state(Edition edition, const Question& question) {
    std::string said = answer(edition, question, by_reference);
    const std::string written = fmt::format("write {} ", token(question.writer.guard.projected));
    return said.starts_with(written) ? said.substr(written.size()) : said;
}

Space operator_space(const Words& words) {
    Question start;
    start.decision = Decision::operator_write;
    std::vector<Axis> axes{pairs_of(words.states)};
    for (const std::string_view name : {"base", "reopen", "started_at", "reading", "completed_at", "text"}) {
        axes.push_back(axis(Decision::operator_write, name));
    }
    axes[base].values = values_of(words.states);
    return {std::move(start), std::move(axes)};
}

/// Returns the space of one value for each class of pairs and of bases.
Space writer_classes(Edition edition, const Space& all) {
    const auto signature = [edition](const Question& question) { return answer_without_state(edition, question); };
    // The base matters to the guard alone, which looks at none of these three.
    const Space of_the_guard = all.with(reading, {0}).with(completed_at, {0}).with(text, {0});
    const Space few_bases = all.with(base, representatives(of_the_guard, base, signature));
    return few_bases.with(pair, representatives(few_bases, pair, signature));
}

}  // namespace

std::vector<Source> operator_sources(Edition edition, const Words& words, std::uint64_t seed) {
    const Space all = operator_space(words);
    if (all.size() == 0) {
        return {};
    }
    const Space some = writer_classes(edition, all);
    const std::size_t pair_count = some.axes()[pair].values.size();
    const std::size_t base_count = some.axes()[base].values.size();
    return {source_by_class(
                edition, "operator: by class",
                fmt::format("The operator's write is right of every combination of {} classes of a stored and a "
                            "projected state, {} of the base and every other input, and of each other two states "
                            "and each other base {} times.",
                            pair_count, base_count, times_left_out),
                some, LeftOut(all, some, times_left_out)),
            questions_source(edition, "operator: random",
                             fmt::format("The operator's write is right of {} of its {} inputs, chosen at random.",
                                         random_questions, all.size()),
                             random_questions, [all, seed](std::uint64_t number) {
                                 return all.at(Dice(seed, number).below(static_cast<std::size_t>(all.size())));
                             })};
}

}  // namespace rollout::oracle
