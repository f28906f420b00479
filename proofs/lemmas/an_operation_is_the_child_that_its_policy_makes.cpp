#include <algorithm>

#include <rollout/summary.hpp>

#include "lemma.hpp"

namespace rollout::proofs {
namespace {

z3::expr goal(Scope& scope) {
    const Edition edition = scope.subject().edition;
    const Terms& terms = scope.terms();
    const Scope::SymbolicOperation operation = scope.operation("operation");
    z3::expr equal = terms.truth(true);
    for (const Latch latch : latches) {
        const SymbolicChild child{operation.state, reference::continue_flag(edition, operation.on_failure, latch),
                                  reference::pause_flag(edition, operation.on_failure, latch), terms.truth(false),
                                  terms.truth(false)};
        equal = equal && scope.letter(operation, latch).word == scope.letter(child).word;
    }
    return equal;
}

bool holds(const Subject& subject, const Witness& witness) {
    const Operation operation = witness.operations.at(0);
    return std::all_of(latches.begin(), latches.end(), [&](Latch latch) {
        const Child child = reference::child(subject.edition, operation, latch);
        return letter_in(subject.operations[static_cast<std::size_t>(latch)], operation) == subject.letter(child) &&
               letter(subject.edition, operation, latch) == letter(subject.edition, child);
    });
}

void read_an_unknown_policy_as_continue(Subject& subject) {
    for (OperationLetters& letters : subject.operations) {
        auto& failed = letters[static_cast<std::size_t>(State::failed)];
        failed[static_cast<std::size_t>(Policy::unknown)] = failed[static_cast<std::size_t>(Policy::continue_)];
    }
}

void lose_the_letter_of_a_failed_operation(Subject& subject) {
    for (OperationLetters& letters : subject.operations) {
        letters[static_cast<std::size_t>(State::failed)] = {};
    }
}

}  // namespace

Lemma an_operation_is_the_child_that_its_policy_makes(Edition edition) {
    // b1 reads no policy, so there another break must be seen.
    const bool policies_count = edition != Edition::b1;
    const std::string clause = edition < Edition::pause ? "POLICY-3" : "POLICY-4";
    return {.id = lemma_id(2, edition, "operations"),
            .statement =
                "an operation's letter is the letter of the child that the reference makes of it, whatever the latch",
            .clauses = policies_count ? std::vector<std::string>{clause} : std::vector<std::string>{},
            .edition = edition,
            .goal = goal,
            .by_bit = false,
            .breaks = policies_count ? read_an_unknown_policy_as_continue : lose_the_letter_of_a_failed_operation,
            .twin = policies_count ? "an unknown policy is read as continue" : "a failed operation has no letter",
            .holds = holds};
}

}  // namespace rollout::proofs
