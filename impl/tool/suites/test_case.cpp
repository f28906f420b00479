#include "test_case.hpp"

#include <fmt/format.h>

#include "json_writer.hpp"
#include "question_json.hpp"

namespace rollout::oracle {

TestCase test_case(Edition edition, Input input) {
    std::string expected;
    if (const auto* rollout = std::get_if<Rollout>(&input)) {
        expected = token(decision_of(edition, *rollout).state);
    } else {
        expected = answer(edition, std::get<Question>(input), by_reference);
    }
    return {text_of(input), std::move(input), std::move(expected)};
}

std::string text_of(const Input& input) {
    if (const auto* rollout = std::get_if<Rollout>(&input)) {
        return text_of(*rollout);
    }
    return id_of(std::get<Question>(input));
}

std::string members_of(const Input& input) {
    return std::visit([](const auto& asked) { return members_of(asked); }, input);
}

std::optional<reference::Clause> deciding_clause(Edition edition, const Input& input) {
    if (const auto* rollout = std::get_if<Rollout>(&input)) {
        return decision_of(edition, *rollout).clause;
    }
    const auto& question = std::get<Question>(input);
    return question.is_decided_by_clauses() ? std::optional(deciding_clause(edition, question)) : std::nullopt;
}

std::string suite_line(Edition edition, const Subject& subject, const TestCase& made, std::string_view members) {
    const std::string of_subject = subject.is_projection() ? "" : fmt::format("\"subject\":\"{}\",", subject.name);
    return fmt::format("{{\"id\":{},\"edition\":\"{}\",{}{},\"expected\":{}}}\n", json_string(made.id), name(edition),
                       of_subject, members, json_string(made.expected));
}

}  // namespace rollout::oracle
