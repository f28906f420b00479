#include "test_case.hpp"

#include <fmt/format.h>

#include "explanation.hpp"
#include "json_writer.hpp"
#include "question_json.hpp"
#include "rule_explanation.hpp"
#include "spec.hpp"

namespace rollout::oracle {
namespace {

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

DecidingClause clause_of_spec(reference::Clause clause) {
    const std::string id(reference::id(clause));
    return {id, find_section(id)->sentence};
}

rules::Decision decision_of(const RuleRollout& rollout) {
    const rules::Rule& rule = rollout.rule->rule();
    return decide(rule, elements_of(rule, rollout.list));
}

}  // namespace

TestCase test_case(const AnyEdition& edition, Input input) {
    std::string expected = std::visit(
        Overloaded{
            [&](const Rollout& rollout) { return std::string(token(decision_of(edition.built_in(), rollout).state)); },
            [&](const Question& question) { return answer(edition.built_in(), question, by_reference); },
            [&](const RuleRollout& rollout) { return rollout.rule->rule().names.states[decision_of(rollout).state]; }},
        input);
    return {text_of(input), std::move(input), std::move(expected)};
}

std::string text_of(const Input& input) {
    return std::visit(
        Overloaded{[](const Rollout& rollout) { return text_of(rollout); },
                   [](const Question& question) { return id_of(question); },
                   [](const RuleRollout& rollout) { return text_of(rollout.rule->rule(), rollout.list); }},
        input);
}

std::string members_of(const Input& input) {
    return std::visit(
        Overloaded{[](const RuleRollout& rollout) { return members_of(rollout.rule->rule(), rollout.list); },
                   [](const auto& asked) { return members_of(asked); }},
        input);
}

std::optional<DecidingClause> deciding_clause(const AnyEdition& edition, const Input& input) {
    return std::visit(
        Overloaded{[&](const Rollout& rollout) {
                       return std::optional(clause_of_spec(decision_of(edition.built_in(), rollout).clause));
                   },
                   [&](const Question& question) {
                       return question.is_decided_by_clauses()
                                  ? std::optional(clause_of_spec(deciding_clause(edition.built_in(), question)))
                                  : std::nullopt;
                   },
                   [&](const RuleRollout& rollout) {
                       const rules::Rung& rung = deciding_rung(rollout.rule->rule(), decision_of(rollout));
                       return std::optional(DecidingClause{rung.id, rung.why.empty() ? rung.when : rung.why});
                   }},
        input);
}

std::string explanation_of(const AnyEdition& edition, const Input& input) {
    return std::visit(
        Overloaded{[&](const Rollout& rollout) {
                       return elements_explanation(edition.built_in(), rollout) +
                              explanation(edition.built_in(), children_of(edition.built_in(), rollout));
                   },
                   [](const Question&) { return std::string(); },
                   [](const RuleRollout& rollout) { return explanation(rollout.rule->rule(), rollout.list); }},
        input);
}

std::string suite_line(const AnyEdition& edition, const Subject& subject, const TestCase& made,
                       std::string_view members) {
    const std::string of_subject = subject.is_projection() ? "" : fmt::format("\"subject\":\"{}\",", subject.name);
    return fmt::format("{{\"id\":{},\"edition\":{},{}{},\"expected\":{}}}\n", json_string(made.id),
                       json_string(edition.name()), of_subject, members, json_string(made.expected));
}

}  // namespace rollout::oracle
