#include "subject_cases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include <rollout/parse.hpp>

#include "decision_names.hpp"
#include "spec.hpp"
#include "subject_json.hpp"

namespace rollout::conformance {
namespace {

using oracle::Question;

constexpr std::string_view released_prefix = "released ";

/// Returns the questions of all case lines of the subject in that edition.
std::vector<Question> questions_of_spec(Subject subject, Edition edition) {
    std::vector<Question> found;
    for (const auto* sections : {&oracle::clauses(), &oracle::regressions(), &oracle::findings()}) {
        for (const oracle::Clause& section : *sections) {
            for (const oracle::Case& line : section.cases) {
                if (line.question && subject_of(line.question->subject) == subject && line.editions.contains(edition)) {
                    found.push_back(*line.question);
                }
            }
        }
    }
    return found;
}

/// Returns whether every state and policy of the question is in the words.
bool speaks_within(const Words& words, const Question& question) {
    for (const oracle::Name& name : oracle::names()) {
        if (name.is_of(question.subject) && name.form == oracle::Name::Form::state &&
            !words.has(static_cast<State>(name.get(question)))) {
            return false;
        }
    }
    const std::vector<PlacedOperation> rows = question.placed();
    return std::all_of(rows.begin(), rows.end(), [&](const PlacedOperation& row) {
        return words.has(row.operation.state) && words.has(row.operation.on_failure);
    });
}

Questions lines(Subject subject, Edition edition, const Words& words) {
    auto found = std::make_shared<std::vector<Question>>(questions_of_spec(subject, edition));
    std::erase_if(*found, [&](const Question& question) { return !speaks_within(words, question); });
    return {fmt::format("{}: case lines", word(subject)),
            fmt::format("The answers are those of all {} case lines that the specification has for edition {}.",
                        found->size(), name(edition)),
            found->size(), [found](std::uint64_t number) { return (*found)[static_cast<std::size_t>(number)]; }};
}

Questions every(Decision decision, Edition edition, const Words& words) {
    Space space = every_input(decision, words);
    const std::uint64_t size = space.size();
    return {fmt::format("{}: every input", oracle::word(decision)),
            fmt::format("The answer is right of all {} inputs, of the {} states asked about in edition {}.", size,
                        words.states.size(), name(edition)),
            size, [space = std::move(space)](std::uint64_t number) { return space.at(number); }};
}

std::vector<Questions> questions_of(Decision decision, Edition edition, std::uint64_t seed, const Words& words) {
    switch (decision) {
        case Decision::operator_write:
            return operator_questions(edition, words.of(edition), seed);
        case Decision::claim:
        case Decision::cutover:
            // Rows have tokens, and a token of a later edition is a token, too.
            return claim_questions(decision, edition, words, seed);
        case Decision::guard:
        case Decision::local_guard:
        case Decision::lands:
        case Decision::local:
        case Decision::effects:
        case Decision::row:
        case Decision::stop:
            break;
    }
    return {every(decision, edition, words.of(edition))};
}

}  // namespace

Case SubjectPart::at(std::uint64_t number) const { return case_of(edition, questions.at(number)); }

std::vector<Decision> decisions_of(Subject subject, Edition edition) {
    const std::vector<Question> lines = questions_of_spec(subject, edition);
    std::vector<Decision> made;
    std::copy_if(decisions.begin(), decisions.end(), std::back_inserter(made), [&](Decision decision) {
        return std::any_of(lines.begin(), lines.end(),
                           [&](const Question& question) { return question.subject == decision; });
    });
    return made;
}

std::vector<SubjectPart> parts_of(Subject subject, Edition edition, std::uint64_t seed, const Words& words) {
    std::vector<SubjectPart> parts;
    const auto add = [&](Questions questions) {
        if (questions.size > 0) {
            parts.push_back({edition, std::move(questions)});
        }
    };
    add(lines(subject, edition, words));
    for (const Decision decision : decisions_of(subject, edition)) {
        for (Questions& questions : questions_of(decision, edition, seed, words)) {
            add(std::move(questions));
        }
    }
    return parts;
}

Case case_of(Edition edition, const Question& question) {
    return {.id = id_of(question),
            .input = members_of(question),
            .expected = answer(edition, question, oracle::by_reference)};
}

std::string id_of(const Question& question) {
    const bool is_released = question.reads_the_latch() && question.claim.latch == Latch::released;
    return (is_released ? std::string(released_prefix) : "") + spelled(question);
}

std::variant<Question, std::string> question_of_id(std::string_view id) {
    const bool is_released = id.starts_with(released_prefix);
    auto read = oracle::read_question(id.substr(is_released ? released_prefix.size() : 0));
    if (auto* question = std::get_if<Question>(&read); question != nullptr && is_released) {
        if (!question->reads_the_latch()) {
            return fmt::format("{} is not asked under a latch", oracle::word(question->subject));
        }
        question->claim.latch = Latch::released;
    }
    return read;
}

}  // namespace rollout::conformance
