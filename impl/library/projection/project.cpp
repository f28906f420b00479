#include <rollout/project.hpp>

#include <type_traits>

#include "letters.hpp"
#include "rules.hpp"
#include "short_token.hpp"

namespace rollout {
namespace {

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

/// parse_state, made ready to stand in a loop.
State state_of(std::string_view token) {
    const State state = short_token_state(token);
    return state != State::unrecognized ? state : parse_state(token);
}

}  // namespace

/// Departs from the reference: where nothing failed the rollout is the base (ROLL-1, ROLL-2), else the base is failed
/// (BASE-1).
State base(Edition edition, Summary summary) noexcept {
    using namespace facts_of_a_list;
    const bool failed = meets(summary.facts, failed_halting | failed_continuing | failed_pausing);
    return failed ? State::failed : finish(edition, summary);
}

Summary summarize(Edition edition, std::span<const Child> children) noexcept {
    const ChildLetters& letters = child_letters(edition);
    return fold(edition, children, [&](const Child& child) { return letter_in(letters, child); });
}

Summary summarize(Edition edition, std::span<const Operation> operations, Latch latch) noexcept {
    const OperationLetters& letters = operation_letters(edition, latch);
    return fold(edition, operations, [&](Operation operation) { return letter_in(letters, operation); });
}

State project(Edition edition, std::span<const Child> children) noexcept {
    return finish(edition, summarize(edition, children));
}

State project(Edition edition, std::span<const Operation> operations, Latch latch) noexcept {
    return finish(edition, summarize(edition, operations, latch));
}

State project(Edition edition, std::span<const PlacedOperation> rows, Latch latch) {
    if (edition >= Edition::finalizers) {
        return project(edition, std::span<const Child>(build(edition, rows, latch)));
    }
    const OperationLetters& letters = operation_letters(edition, latch);
    return finish(edition,
                  fold(edition, rows, [&](const PlacedOperation& row) { return letter_in(letters, row.operation); }));
}

State project(Edition edition, std::span<const Row> rows, Latch latch) {
    if (edition >= Edition::finalizers) {
        return project(edition, std::span<const Child>(build(edition, rows, latch)));
    }
    const OperationLetters& letters = operation_letters(edition, latch);
    return finish(edition, fold(edition, rows, [&](const Row& row) {
                      const State state = state_of(row.state);
                      return state == State::failed ? letter_in(letters, {state, parse_policy(row.on_failure)})
                                                    : letter_in(letters, {state});  // whatever the policy
                  }));
}

}  // namespace rollout
