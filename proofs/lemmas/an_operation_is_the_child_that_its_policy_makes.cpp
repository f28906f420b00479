#include "lemma.hpp"

#include <rollout/summary.hpp>

namespace rollout::proofs {
namespace {

z3::expr goal(Scope& scope) {
    const Scope::SymbolicOperation operation = scope.operation("operation");
    const SymbolicChild child{operation.state, reference::may_continue(operation.on_failure)};
    return scope.letter(operation).word == scope.letter(child).word;
}

bool holds(const Subject& subject, const Witness& witness) {
    const Operation operation = witness.operations.at(0);
    const auto shipped =
        subject.operations[static_cast<std::size_t>(operation.state)][static_cast<std::size_t>(operation.on_failure)];
    return shipped == subject.letter(reference::child(operation)) &&
           letter(subject.edition, operation) == letter(subject.edition, reference::child(operation));
}

void read_an_unknown_policy_as_continue(Subject& subject) {
    auto& failed = subject.operations[static_cast<std::size_t>(State::failed)];
    failed[static_cast<std::size_t>(Policy::unknown)] = failed[static_cast<std::size_t>(Policy::continue_)];
}

void lose_the_letter_of_a_failed_operation(Subject& subject) {
    subject.operations[static_cast<std::size_t>(State::failed)] = {};
}

}  // namespace

Lemma an_operation_is_the_child_that_its_policy_makes(Edition edition) {
    // b1 reads no policy, so there another break must be seen.
    const bool policies_count = edition != Edition::b1;
    return {.id = lemma_id(2, edition, "operations"),
            .statement = "an operation's letter is the letter of the child that the reference makes of it",
            .clauses = policies_count ? std::vector<std::string>{"POLICY-3"} : std::vector<std::string>{},
            .edition = edition,
            .goal = goal,
            .by_bit = false,
            .breaks = policies_count ? read_an_unknown_policy_as_continue : lose_the_letter_of_a_failed_operation,
            .twin = policies_count ? "an unknown policy is read as continue" : "a failed operation has no letter",
            .holds = holds};
}

}  // namespace rollout::proofs
