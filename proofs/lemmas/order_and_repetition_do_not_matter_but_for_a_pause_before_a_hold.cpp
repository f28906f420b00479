#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

/// Any two parts may change places, any part may be repeated: so may children.
struct OrderIsIrrelevant {
    auto operator()(auto& world) const {
        const auto before = world.word(world.list("before"));
        const auto one = world.word(world.list("one"));
        const auto other = world.word(world.list("other"));
        const auto after = world.word(world.list("after"));
        const auto answer = [&](const auto& middle) {
            return world.finish(world.combine(world.combine(before, middle), after));
        };
        return answer(world.combine(one, other)) == answer(world.combine(other, one)) &&
               answer(world.combine(one, one)) == answer(one);
    }
};

struct OrderMattersThere {
    auto operator()(auto& world) const {
        const Edition edition = world.edition();
        const auto one = world.list("one");
        const auto other = world.list("other");
        const auto a_pause_before_a_hold = [&](const auto& list) { return list.any_before(pausing, holding(edition)); };
        return implies(world.same_children(one, other) && a_pause_before_a_hold(one) == a_pause_before_a_hold(other),
                       world.answer(one) == world.answer(other));
    }
};

}  // namespace

std::vector<Lemma> order_and_repetition_do_not_matter_but_for_a_pause_before_a_hold() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::b1, Edition::b4)) {
        lemmas.push_back(law(5,
                             {.name = "order",
                              .statement = "neither the order of the children nor their repetition matters",
                              .law = "P4"},
                             claim({edition}, {Piece::combine}, OrderIsIrrelevant{}),
                             "combine sets failed_halting only if the left has it and the right has not",
                             [](Implementation& subject) {
                                 subject.wrong_combine = {WrongCombine::How::left_without_right, 0};
                             }));
    }
    for (const Edition edition : editions_between(Edition::pause, newest_edition)) {
        const std::string holds = edition == Edition::pause ? "is not terminal" : "holds its target";
        lemmas.push_back(
            law(5,
                {.name = "order",
                 .statement = "only the set of the children matters, and whether some failed child with the pause "
                              "flag alone stands before a child that " +
                              holds,
                 .law = "P4"},
                claim({edition}, {Piece::letters}, OrderMattersThere{}),
                "running children do not hold the rollout open", [](Implementation& subject) {
                    change_letters(subject, [](const Child& child, facts_of_a_list::Facts& letter) {
                        letter &= child.state == State::running ? ~facts_of_a_list::holds : ~0U;
                    });
                }));
    }
    // The first of these sentences is false where a failure may pause.
    for (const Edition edition : editions_between(Edition::pause, newest_edition)) {
        lemmas.push_back(false_law(5,
                                   {.name = "order-is-irrelevant",
                                    .statement = "neither the order of the children nor their repetition matters",
                                    .law = "P4"},
                                   claim({edition}, {Piece::rules, Piece::combine}, OrderIsIrrelevant{}), 4, 0,
                                   "combine never sets the fact about order", [](Implementation& subject) {
                                       subject.wrong_combine = {WrongCombine::How::never, fact_count - 1};
                                   }));
    }
    return lemmas;
}

}  // namespace rollout::proofs
