#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

struct AnOperationIsTheChildThatItsPolicyMakes {
    auto operator()(auto& world) const {
        const Edition edition = world.edition();
        const auto operation = world.operation("operation");
        const auto same_when = [&](Latch latch) {
            auto child = world.child("child");
            child.state = operation.state;
            child.continue_on_failure =
                world.truth(false) || reference::continue_flag(edition, operation.on_failure, latch);
            child.pause_on_failure = world.truth(false) || reference::pause_flag(edition, operation.on_failure, latch);
            child.orphaned = world.truth(false);
            child.never_started = world.truth(false);
            return world.word(operation, latch) == world.word(child);
        };
        return same_when(Latch::unreleased) && same_when(Latch::released);
    }
};

void lose_the_letter_of_a_failed_operation(Implementation& subject) {
    for (OperationLetters& letters : subject.operations) {
        letters[static_cast<std::size_t>(State::failed)] = {};
    }
}

}  // namespace

std::vector<Lemma> an_operation_is_the_child_that_its_policy_makes() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::b1, newest_edition)) {
        const bool policies_count = edition != Edition::b1;  // so there another break must be seen
        lemmas.push_back(law(
            2,
            {.name = "operations",
             .statement = "an operation's letter is the letter of the child that the reference makes of it, whatever "
                          "the latch",
             .clauses = flags_clauses(edition)},
            claim({edition}, {Piece::operations}, AnOperationIsTheChildThatItsPolicyMakes{}),
            policies_count ? "an unknown policy is read as continue" : "a failed operation has no letter",
            policies_count ? read_an_unknown_policy_as_continue : lose_the_letter_of_a_failed_operation));
        lemmas.back().inputs = "every operation";
    }
    return lemmas;
}

}  // namespace rollout::proofs
