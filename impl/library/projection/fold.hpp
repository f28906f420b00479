// The fold over a list, for all who read one: summaries, projections, rows. In a header, so that each keeps its loop.
#pragma once

#include <type_traits>

#include <rollout/summary.hpp>

#include "letters.hpp"
#include "rules.hpp"

namespace rollout {

/// Returns the summary of `elements`, each of which `letter_of` turns into facts.
template <class Element, class LetterOf>
Summary fold(Edition edition, std::span<const Element> elements, LetterOf letter_of) {
    facts_of_a_list::Facts facts = 0;
    const auto fold_extending = [&]<bool in_order>(std::bool_constant<in_order>) {
        for (const Element& element : elements) {  // invariant: facts == the facts of the elements before this one
            facts = extended<in_order>(facts, letter_of(element));
        }
    };
    if (ordered(edition)) {
        fold_extending(std::true_type{});
    } else {
        fold_extending(std::false_type{});
    }
    return {facts};
}

inline Summary summary_of(Edition edition, std::span<const Child> children) {
    const ChildLetters& letters = child_letters(edition);
    return fold(edition, children, [&](const Child& child) { return letter_in(letters, child); });
}

inline Summary summary_of(Edition edition, std::span<const Operation> operations, Latch latch) {
    const OperationLetters& letters = operation_letters(edition, latch);
    return fold(edition, operations, [&](Operation operation) { return letter_in(letters, operation); });
}

}  // namespace rollout
