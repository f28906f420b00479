#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

struct PartsMergeToTheProjectionOfTheWhole {
    auto operator()(auto& world) const {
        const auto first = world.list("first");
        const auto second = world.list("second");
        const auto third = world.list("third");
        const auto whole = world.joined(world.joined(first, second), third);
        return world.finish(world.combine(world.word(first), world.combine(world.word(second), world.word(third)))) ==
               reference::decide(world.edition(), whole).state;
    }
};

}  // namespace

std::vector<Lemma> parts_merge_to_the_projection_of_the_whole() {
    std::vector<Lemma> made;
    for (const Edition edition : editions_between(Edition::b1, Edition::finalizers)) {
        made.push_back(
            law(4,
                {.name = "merge",
                 .statement = "the summaries of the parts of a list, combined in order, finish as the reference "
                              "projection of the whole list"},
                claim({edition}, {Part::rules, Part::letters, Part::combine}, PartsMergeToTheProjectionOfTheWhole{}),
                "combine takes failed_halting from the left only", [](Subject& subject) {
                    subject.wrong_combine = {WrongCombine::How::left_only, 0};
                }));
    }
    return made;
}

}  // namespace rollout::proofs
