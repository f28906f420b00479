#include "deciding_clause.hpp"

#include "rollout_case.hpp"
#include "subject_cases.hpp"

namespace rollout::conformance {

std::optional<reference::Clause> deciding_clause(Edition edition, std::string_view subject, const Case& asked) {
    if (subject == "projection") {
        const auto rollout = rollout_of(asked);
        return rollout ? std::optional(decision_of(edition, *rollout).clause) : std::nullopt;
    }
    const auto read = question_of_id(asked.id);
    const auto* question = std::get_if<oracle::Question>(&read);
    return question != nullptr && question->is_decided_by_clauses()
               ? std::optional(oracle::deciding_clause(edition, *question))
               : std::nullopt;
}

}  // namespace rollout::conformance
