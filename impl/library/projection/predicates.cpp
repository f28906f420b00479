#include <rollout/predicates.hpp>

#include "held.hpp"

namespace rollout {
bool terminal(State state) noexcept {
    using namespace facts_of_a_list;
    return (letter(Edition::b1, Child{state}).facts & every_state & ~terminal_states) == 0;
}

bool in_running_family(Edition edition, State state) noexcept {
    switch (state) {
        case State::running:
            return true;  // [PRED-1]
        case State::running_degraded:
            return edition >= Edition::b4;  // [PRED-2]
        case State::catching_up:
        case State::checksumming:
        case State::post_checksum:
            return edition >= Edition::settled;  // [PRED-3]
        case State::pending:
        case State::resuming:
        case State::waiting_for_deploy:
        case State::waiting_for_cutover:
        case State::recovering:
        case State::cutting_over:
        case State::revert_window:
        case State::completed:
        case State::failed:
        case State::failed_retryable:
        case State::stopped:
        case State::cancelled:
        case State::reverted:
        case State::preparing_branch:
        case State::applying_branch_changes:
        case State::creating_deploy_request:
        case State::validating_branch:
        case State::validating_deploy_request:
        case State::paused:
        case State::reverting:
        case State::skipping_revert:
        case State::unrecognized:
            break;
    }
    return false;
}

bool held_by_a_resumable_child(Edition edition, Summary summary) noexcept {
    return edition >= Edition::settled && held_in(rules(edition), summary.facts);
}

}  // namespace rollout
