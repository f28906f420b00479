#include <rollout/project.hpp>

#include "fold.hpp"
#include "short_token.hpp"

namespace rollout {
namespace {

/// parse_state, made ready to stand in a loop.
State state_of(std::string_view token) {
    return found_or(short_token_state(short_tokens, token), [&] { return parse_state(token); });
}

}  // namespace

State project(Edition edition, std::span<const Child> children) noexcept {
    return finish(edition, summary_of(edition, children));
}

State project(Edition edition, std::span<const Operation> operations, Latch latch) noexcept {
    return finish(edition, summary_of(edition, operations, latch));
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
