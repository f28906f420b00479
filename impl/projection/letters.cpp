#include "letters.hpp"

#include <rollout/parse.hpp>
#include <rollout/summary.hpp>

#include "flags.hpp"

namespace rollout {
namespace {

using namespace facts_of_a_list;

constexpr Facts facts_of(Edition edition, Child child) {
    switch (child.state) {
        case State::failed:
            return edition != Edition::b1 && child.continue_on_failure ? failed_continuing : failed_halting;
        case State::failed_retryable:
            return failed_retryable;
        case State::cancelled:
            return cancelled;
        case State::stopped:
            return stopped;
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
        case State::pending:
        case State::resuming:
        case State::preparing_branch:
        case State::applying_branch_changes:
        case State::creating_deploy_request:
        case State::validating_branch:
        case State::validating_deploy_request:
        case State::running_degraded:
        case State::paused:
        case State::catching_up:
        case State::checksumming:
        case State::post_checksum:
        case State::reverting:
        case State::skipping_revert:
        case State::unrecognized:
            break;
    }
    return other;
}

struct Tables {
    std::array<ChildLetters, editions.size()> children{};
    std::array<OperationLetters, editions.size()> operations{};
};

constexpr Tables tables = [] {
    Tables made;
    for (const EditionFacts& edition : editions) {
        for (std::size_t state = 0; edition.built && state < state_count; ++state) {
            const auto index = static_cast<std::size_t>(edition.edition);
            for (std::size_t flag = 0; flag < 2; ++flag) {
                made.children[index][state][flag] = facts_of(edition.edition, {State(state), flag == 1});
            }
            for (std::size_t policy = 0; policy < policy_count; ++policy) {
                const Operation operation{State(state), Policy(policy)};
                made.operations[index][state][policy] = facts_of(edition.edition, with_flags(operation));
            }
        }
    }
    return made;
}();

}  // namespace

const ChildLetters& child_letters(Edition edition) noexcept {
    return tables.children[static_cast<std::size_t>(edition)];
}

const OperationLetters& operation_letters(Edition edition) noexcept {
    return tables.operations[static_cast<std::size_t>(edition)];
}

Summary letter(Edition edition, Child child) noexcept {
    return {child_letters(edition)[static_cast<std::size_t>(child.state)][child.continue_on_failure ? 1 : 0]};
}

Summary letter(Edition edition, Operation operation) noexcept {
    return {operation_letters(
        edition)[static_cast<std::size_t>(operation.state)][static_cast<std::size_t>(operation.on_failure)]};
}

}  // namespace rollout
