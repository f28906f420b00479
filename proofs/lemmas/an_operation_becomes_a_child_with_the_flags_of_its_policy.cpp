#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

struct AnOperationBecomesAChildWithTheFlagsOfItsPolicy {
    auto operator()(auto& world) const {
        const Edition edition = world.edition();
        const auto operation = world.operation("operation");
        const auto same_when = [&](Latch latch) {
            return world.continues(operation, latch) ==
                       reference::continue_flag(edition, operation.on_failure, latch) &&
                   world.pauses(operation, latch) == reference::pause_flag(edition, operation.on_failure, latch);
        };
        return same_when(Latch::unreleased) && same_when(Latch::released);
    }
};

void let_unknown_policies_continue(Implementation& subject) {
    for (OperationSet& set : subject.continues) {
        for (std::uint32_t& policies_of_state : set) {
            policies_of_state |= 1U << static_cast<unsigned>(Policy::unknown);
        }
    }
}

}  // namespace

std::vector<Lemma> an_operation_becomes_a_child_with_the_flags_of_its_policy() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::b1, newest_edition)) {
        std::vector<std::string> clauses = flags_clauses(edition);
        if (edition >= Edition::finalizers) {
            clauses.emplace_back("BUILD-1");
        }
        lemmas.push_back(law(
            4,
            {.name = "flags",
             .statement = "an operation becomes a child with the flags that the reference gives its policy, whatever "
                          "the latch",
             .clauses = clauses},
            claim({edition}, {Piece::flags}, AnOperationBecomesAChildWithTheFlagsOfItsPolicy{}),
            "an unknown policy sets the continue flag", let_unknown_policies_continue));
        lemmas.back().subject = "compiled code, as a table of its answers, and the reference's template";
        lemmas.back().inputs = "every operation";
    }
    return comparing({"reference/include/rollout/reference/policy.hpp", "impl/library/projection/policy_words.hpp"},
                     lemmas);
}

}  // namespace rollout::proofs
