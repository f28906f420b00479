#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

struct AnUnknownPolicyEqualsHalt {
    auto operator()(auto& world) const {
        const auto before = world.list("before");
        const auto after = world.list("after");
        const auto operation = world.operation("operation");
        const auto same_when = [&](Latch latch) {
            const auto answer_under = [&](Policy policy) {
                return answer_between(world, before, world.word(world.operation(operation.state, policy), latch),
                                      after);
            };
            return answer_under(Policy::unknown) == answer_under(Policy::halt);
        };
        return same_when(Latch::unreleased) && same_when(Latch::released);
    }
};

// b1 tells no policies apart: there another break must be seen.
void read_an_unknown_policy_as_completed(Implementation& subject) {
    change_failed_operations(subject, Policy::unknown, facts_of_a_list::completed);
}

}  // namespace

std::vector<Lemma> an_unknown_policy_equals_halt() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::b1, newest_edition)) {
        lemmas.push_back(
            law(5,
                {.name = "unknown-policy",
                 .statement = "an unknown policy equals halt, in every place, whatever the latch",
                 .law = "P9",
                 .clauses = flags_clauses(edition)},
                claim({edition}, {Piece::operations}, AnUnknownPolicyEqualsHalt{}),
                edition == Edition::b1 ? "a failure under an unknown policy counts as completed"
                                       : "an unknown policy is read as continue",
                edition == Edition::b1 ? read_an_unknown_policy_as_completed : read_an_unknown_policy_as_continue));
    }
    return lemmas;
}

}  // namespace rollout::proofs
