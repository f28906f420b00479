#include "lemma.hpp"
#include "questions.hpp"
#include "tracked_facts.hpp"

namespace rollout::proofs {
namespace {

/// A child between two lists: the facts that some of them has, and the order, are the facts of the whole list.
struct AChangedChildIsRecounted {
    auto operator()(auto& world) const {
        const auto before = world.list("before");
        const auto changed = world.list("changed");
        const auto after = world.list("after");
        const auto whole = world.joined(world.joined(before, changed), after);
        return world.finish(world.combine(world.combine(world.word(before), world.word(changed)), world.word(after))) ==
               reference::decide(world.edition(), whole).state;
    }
};

/// A count of a fact, and the order of two sets of positions: what Tracker keeps and asks, for lists of any length.
std::vector<Entailment> recount_questions(const Terms& terms, const Implementation&) {
    z3::context& context = terms.context();
    const auto one_if = [&](const z3::expr& truth) { return z3::ite(truth, context.int_val(1), context.int_val(0)); };
    const z3::expr count = context.int_const("count");
    const z3::expr others = context.int_const("others that have it");
    const z3::expr had = context.bool_const("the child had it");
    const z3::expr has = context.bool_const("the child has it");
    const z3::expr some_other = context.bool_const("some other has it");
    const z3::expr after = recounted(count, one_if(had), one_if(has));

    const auto of_positions = [&](const char* called) {
        return context.function(called, context.int_sort(), context.bool_sort());
    };
    const z3::func_decl pausing = of_positions("failed to pause");
    const z3::func_decl holding = of_positions("holds");
    const z3::expr first = context.int_const("first that failed to pause");
    const z3::expr last = context.int_const("last that holds");
    const z3::expr early = context.int_const("one that failed to pause");
    const z3::expr late = context.int_const("one that holds");
    return {
        {"a child changes: the count is that of the children that have the fact",
         {count == others + one_if(had)},
         after == others + one_if(has)},
        {"a fact is seen where its count is not zero",
         {others >= 0, count == others + one_if(had), some_other == (others > 0)},
         (after != 0) == (some_other || has)},
        {"some child failed to pause before one that holds: the first of the ones stands before the last of the others",
         {pausing(early), holding(late), early < late, implies(early < first, !pausing(early)),
          implies(late > last, !holding(late))},
         some_before(first, last)},
        {"the first of the ones stands before the last of the others: so these two are such children",
         {pausing(first), holding(last), some_before(first, last), early == first, late == last},
         pausing(early) && holding(late) && early < late}};
}

}  // namespace

std::vector<Lemma> a_changed_child_is_recounted() {
    std::vector<Lemma> lemmas;
    for (const EditionFacts& facts : editions) {
        lemmas.push_back(with_questions(
            law(4,
                {.name = "recount",
                 .statement =
                     "after a child changes, a tracker's counts are not zero exactly for the facts that some child "
                     "has, "
                     "and its first pause stands before its last hold exactly where some pause stands before some "
                     "hold; so it finishes as the reference projection of the list"},
                claim({facts.edition}, {Piece::combine}, AChangedChildIsRecounted{}),
                "combine takes failed_halting from the left only",
                [](Implementation& subject) {
                    subject.wrong_combine = {WrongCombine::How::left_only, 0};
                }),
            recount_questions));
        lemmas.back().subject =
            "source instantiated: the tracker's recount and order, rules, letters and templates that ship, reference "
            "templates";
        lemmas.back().inputs = "lists of any length, of which one part changes";
    }
    return comparing({"impl/library/projection/tracked_facts.hpp"}, lemmas);
}

}  // namespace rollout::proofs
