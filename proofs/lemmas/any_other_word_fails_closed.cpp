#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

struct AnyOtherWordFailsClosed {
    auto operator()(auto& world) const {
        const auto before = world.list("before");
        const auto after = world.list("after");
        const auto operation = world.operation("operation");
        const auto stored = world.text("word");
        auto is_named = world.truth(false);
        for (const PolicyFacts& facts : policies) {
            is_named = is_named || (world.truth(facts.policy != Policy::unknown) && stored == facts.word);
        }
        const auto as_halt_when = [&](Latch latch) {
            const auto answer_under = [&](const auto& policy) {
                return answer_between(world, before, world.word(world.operation(operation.state, policy), latch),
                                      after);
            };
            return answer_under(reference::policy_named(stored)) == answer_under(Policy::halt);
        };
        return implies(!is_named, as_halt_when(Latch::unreleased) && as_halt_when(Latch::released));
    }
};

}  // namespace

std::vector<Lemma> any_other_word_fails_closed() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::b1, newest_edition)) {
        lemmas.push_back(law(
            5,
            {.name = "any-other-word",
             .statement = "any string that is not the word of a policy equals halt, in every place, whatever the latch",
             .law = "P9",
             .clauses = {"POLICY-2"}},
            claim({edition}, {Piece::operations}, AnyOtherWordFailsClosed{}),
            "a failure under an unknown policy counts as completed", [](Implementation& subject) {
                change_failed_operations(subject, Policy::unknown, facts_of_a_list::completed);
            }));
        lemmas.back().inputs = "every string, in lists of any length";
    }
    return lemmas;
}

}  // namespace rollout::proofs
