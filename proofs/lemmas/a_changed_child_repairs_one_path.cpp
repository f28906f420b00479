#include "lemma.hpp"
#include "parts.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

/// A tracker of four parts: what its root says is the projection of the whole list.
struct Body {
    auto operator()(auto& world) const {
        const auto first = world.list("first");
        const auto second = world.list("second");
        const auto third = world.list("third");
        const auto fourth = world.list("fourth");
        const auto whole = world.joined(world.joined(first, second), world.joined(third, fourth));
        using Word = typename std::remove_reference_t<decltype(world)>::Word;
        std::vector<Word> parts{world.no_facts(),  world.no_facts(),   world.no_facts(),  world.no_facts(),
                                world.word(first), world.word(second), world.word(third), world.word(fourth)};
        const auto combine = [&](const auto& left, const auto& right) { return world.combine(left, right); };
        for (std::size_t part = 3; part > 0; --part) {
            parts[part] = made_of_halves(parts, part, combine);
        }
        return world.finish(parts[1]) == reference::decide(world.edition(), whole).state;
    }
};

/// An array of parts whose words and whose combine are any.
struct SymbolicParts {
    z3::expr array;

    z3::expr operator[](const z3::expr& index) const { return z3::select(array, index); }
};

/// The loop of Tracker::set, for trees of any size: every part but one is made of its halves; a step makes that one
/// anew, and then every part but the one above it is.
std::vector<Question> questions(const Terms& terms, const Subject&) {
    z3::context& context = terms.context();
    const z3::sort word = context.uninterpreted_sort("Word");
    const z3::func_decl any_combine = context.function("combine", word, word, word);
    const auto combine = [&](const z3::expr& left, const z3::expr& right) { return any_combine(left, right); };
    const z3::expr leaves = context.int_const("leaves");
    const z3::expr part = context.int_const("part");
    const z3::expr above = context.int_const("part above");
    const z3::expr each = context.int_const("each");
    const SymbolicParts before{context.constant("parts before", context.array_sort(context.int_sort(), word))};
    const auto inner = [&](const z3::expr& index) { return index > 0 && index < leaves; };
    const auto made = [&](const SymbolicParts& parts, const z3::expr& index) {
        return parts[index] == made_of_halves(parts, index, combine);
    };
    // Of each part, so of every part; what is known of the parts before is needed of the same part only.
    const auto made_but = [&](const SymbolicParts& parts, const z3::expr& but) {
        return implies(inner(each) && each != but, made(parts, each));
    };
    const auto is_made = [&](const SymbolicParts& parts) { return implies(inner(each), made(parts, each)); };
    const z3::expr is_above = part == 2 * above || part == 2 * above + 1;
    const SymbolicParts with_leaf{z3::store(before.array, part, context.constant("leaf", word))};
    const SymbolicParts repaired{z3::store(before.array, part, made_of_halves(before, part, combine))};
    return {{"a leaf is written: every part but the one above it is made of its halves",
             {is_above, part >= leaves, leaves >= 1, part < 2 * leaves, is_made(before)},
             made_but(with_leaf, above)},
            {"a part would be made as it was: then every part is made of its halves, and the loop may stop",
             {inner(part), made_but(before, part), made(before, part)},
             is_made(before)},
            {"a part is made anew: every part but the one above it is made of its halves, all of them at the root",
             {is_above, inner(part), made_but(before, part)},
             made_but(repaired, above) && implies(part == 1, is_made(repaired))}};
}

}  // namespace

std::vector<Lemma> a_changed_child_repairs_one_path() {
    std::vector<Lemma> made;
    for (const EditionFacts& facts : editions) {
        made.push_back(with_questions(
            law(4,
                {.name = "tracker",
                 .statement =
                     "after a child changes, a tracker's path to the root makes every part the combination of its "
                     "halves, in order; so its root finishes as the reference projection of the list"},
                claim({facts.edition}, {Part::combine}, Body{}), "combine takes failed_halting from the left only",
                [](Subject& subject) {
                    subject.wrong_combine = {WrongCombine::How::left_only, 0};
                }),
            questions));
        made.back().subject =
            "source instantiated: the tracker's step, rules, letters and templates that ship, reference templates";
        made.back().inputs =
            "trees of any size for the step; trees of four parts, of lists of any length, for the root";
    }
    return made;
}

}  // namespace rollout::proofs
