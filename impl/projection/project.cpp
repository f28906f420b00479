#include <rollout/project.hpp>

#include "letters.hpp"
#include "rules.hpp"

namespace rollout {

// Invariant of each loop: facts == the facts of the elements before this one.

Summary summarize(Edition edition, std::span<const Child> children) noexcept {
    const ChildLetters& letters = child_letters(edition);
    facts_of_a_list::Facts facts = 0;
    for (const Child& child : children) {
        facts = union_of(facts, letters[static_cast<std::size_t>(child.state)][child.continue_on_failure ? 1 : 0]);
    }
    return {facts};
}

Summary summarize(Edition edition, std::span<const Operation> operations) noexcept {
    const OperationLetters& letters = operation_letters(edition);
    facts_of_a_list::Facts facts = 0;
    for (const Operation& operation : operations) {
        facts = union_of(
            facts, letters[static_cast<std::size_t>(operation.state)][static_cast<std::size_t>(operation.on_failure)]);
    }
    return {facts};
}

State project(Edition edition, std::span<const Child> children) noexcept {
    return finish(edition, summarize(edition, children));
}

State project(Edition edition, std::span<const Operation> operations) noexcept {
    return finish(edition, summarize(edition, operations));
}

State project(Edition edition, std::span<const Row> rows) noexcept {
    Summary seen;
    for (const Row& row : rows) {
        seen = combine(seen, letter(edition, parse_row(row)));
    }
    return finish(edition, seen);
}

}  // namespace rollout
