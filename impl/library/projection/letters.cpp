#include "letters.hpp"

#include "flags.hpp"

namespace rollout {
namespace {

using namespace facts_of_a_list;

constexpr Facts failure(Edition edition, Child child) {
    const bool continues = edition >= Edition::b2 && child.continue_on_failure;
    const bool pauses = edition >= Edition::pause && child.pause_on_failure;
    return continues == pauses ? failed_halting : continues ? failed_continuing : failed_pausing;
}

constexpr Facts state_fact(Edition edition, Child child) {
    const bool settled_on = edition >= Edition::settled;
    switch (recognizes(edition, child.state) ? child.state : State::unrecognized) {
        case State::failed:
            return failure(edition, child);
        case State::failed_retryable:
            return failed_retryable;
        case State::cancelled:
            return cancelled;
        case State::stopped:
            return stopped;
        case State::reverting:
            return reverting;
        case State::reverted:
            return reverted;
        case State::completed:
            return completed;
        case State::recovering:
            return recovering;
        case State::cutting_over:
            return cutting_over;
        case State::waiting_for_cutover:
            return waiting_for_cutover;
        case State::waiting_for_deploy:
            return waiting_for_deploy;
        case State::revert_window:
            return revert_window;
        case State::running:
            return running;
        case State::catching_up:
            return catching_up;
        case State::checksumming:
            return checksumming;
        case State::post_checksum:
            return post_checksum;
        case State::pending:
        case State::resuming:
        case State::preparing_branch:
        case State::applying_branch_changes:
        case State::creating_deploy_request:
        case State::skipping_revert:
        case State::unrecognized:
            return settled_on ? seen_as_pending : other;
        case State::validating_branch:
        case State::validating_deploy_request:
        case State::running_degraded:
        case State::paused:
            break;
    }
    return other;
}

/// What the child does to a rollout that has a failure. b1 does not ask.
constexpr Facts holding_facts(Edition edition, Child child) {
    constexpr Facts over = failed_halting | failed_continuing | failed_pausing | cancelled | reverted | completed;
    const Facts state = state_fact(edition, child);
    const bool orphaned = edition >= Edition::finalizers && child.orphaned;
    const bool never_started = edition >= Edition::finalizers && child.never_started;
    if (edition == Edition::b1 || (state & over) != 0 || orphaned) {
        return 0;
    }
    if (edition < Edition::settled) {
        return state == stopped ? 0 : holds;
    }
    return child.state == State::pending || never_started ? holds : holds | holds_started;
}

struct Tables {
    std::array<ChildLetters, editions.size()> children{};
    std::array<std::array<OperationLetters, latches.size()>, editions.size()> operations{};
};

constexpr Tables tables = [] {
    Tables made;
    for (const EditionFacts& facts : editions) {
        const auto index = static_cast<std::size_t>(facts.edition);
        const auto letter_of = [&](Child child) {
            return state_fact(facts.edition, child) | holding_facts(facts.edition, child);
        };
        for (std::size_t state = 0; state < state_count; ++state) {
            for (std::size_t flags = 0; flags < flags_count; ++flags) {
                made.children[index][state][flags] = letter_of(child_with(State(state), flags));
            }
            for (std::size_t policy = 0; policy < policy_count; ++policy) {
                for (const Latch latch : latches) {
                    const Child child = with_flags(facts.edition, {State(state), Policy(policy)}, latch);
                    made.operations[index][static_cast<std::size_t>(latch)][state][policy] = letter_of(child);
                }
            }
        }
    }
    return made;
}();

/// What lets a reader of rows leave the policies of the others unread.
constexpr bool only_failures_have_policies() {
    for (const auto& of_edition : tables.operations) {
        for (const OperationLetters& letters : of_edition) {
            for (std::size_t state = 0; state < state_count; ++state) {
                for (const facts_of_a_list::Facts letter : letters[state]) {
                    if (State(state) != State::failed && letter != letters[state].front()) {
                        return false;
                    }
                }
            }
        }
    }
    return true;
}
static_assert(only_failures_have_policies());

}  // namespace

const ChildLetters& child_letters(Edition edition) noexcept {
    return tables.children[static_cast<std::size_t>(edition)];
}

const OperationLetters& operation_letters(Edition edition, Latch latch) noexcept {
    return tables.operations[static_cast<std::size_t>(edition)][static_cast<std::size_t>(latch)];
}

}  // namespace rollout
