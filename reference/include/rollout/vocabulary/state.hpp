// The one vocabulary of states. Every edition recognizes a prefix in time of it: a state newer than the edition is
// `unrecognized` there (TOKEN-5). Text: spec/rules/vocabulary.md.
#pragma once

#include <rollout/vocabulary/edition.hpp>

namespace rollout {

enum class State : std::uint8_t {
    pending,
    running,
    resuming,
    waiting_for_deploy,
    waiting_for_cutover,
    recovering,
    cutting_over,
    revert_window,
    completed,
    failed,
    failed_retryable,
    stopped,
    cancelled,
    reverted,
    preparing_branch,
    applying_branch_changes,
    creating_deploy_request,
    validating_branch,
    validating_deploy_request,
    running_degraded,
    paused,
    catching_up,
    checksumming,
    post_checksum,
    reverting,
    skipping_revert,
    unrecognized,  // any other token; not a token itself
};

struct StateFacts {
    State state;
    std::string_view token;  // the canonical spelling
    Edition since;           // the first edition that recognizes it
};

inline constexpr std::array states{
    StateFacts{State::pending, "pending", Edition::b1},
    StateFacts{State::running, "running", Edition::b1},
    StateFacts{State::resuming, "resuming", Edition::b1},
    StateFacts{State::waiting_for_deploy, "waiting_for_deploy", Edition::b1},
    StateFacts{State::waiting_for_cutover, "waiting_for_cutover", Edition::b1},
    StateFacts{State::recovering, "recovering", Edition::b1},
    StateFacts{State::cutting_over, "cutting_over", Edition::b1},
    StateFacts{State::revert_window, "revert_window", Edition::b1},
    StateFacts{State::completed, "completed", Edition::b1},
    StateFacts{State::failed, "failed", Edition::b1},
    StateFacts{State::failed_retryable, "failed_retryable", Edition::b1},
    StateFacts{State::stopped, "stopped", Edition::b1},
    StateFacts{State::cancelled, "cancelled", Edition::b1},
    StateFacts{State::reverted, "reverted", Edition::b1},
    StateFacts{State::preparing_branch, "preparing_branch", Edition::b1},
    StateFacts{State::applying_branch_changes, "applying_branch_changes", Edition::b1},
    StateFacts{State::creating_deploy_request, "creating_deploy_request", Edition::b1},
    StateFacts{State::validating_branch, "validating_branch", Edition::b1},
    StateFacts{State::validating_deploy_request, "validating_deploy_request", Edition::b1},
    StateFacts{State::running_degraded, "running_degraded", Edition::b4},
    StateFacts{State::paused, "paused", Edition::pause},
    StateFacts{State::catching_up, "catching_up", Edition::settled},
    StateFacts{State::checksumming, "checksumming", Edition::settled},
    StateFacts{State::post_checksum, "post_checksum", Edition::settled},
    StateFacts{State::reverting, "reverting", Edition::settled},
    StateFacts{State::skipping_revert, "skipping_revert", Edition::settled},
    StateFacts{State::unrecognized, "unrecognized", Edition::b1},
};

/// How many states a child can be in, `unrecognized` included.
inline constexpr std::size_t state_count = states.size();

/// The spellings that a token may have beside its canonical one (TOKEN-3).
struct StateAlias {
    std::string_view token;
    State state;
};
inline constexpr std::array state_aliases{
    StateAlias{"complete", State::completed},
    StateAlias{"recovering_cutover", State::recovering},
};

/// The prefix that a token may carry once (TOKEN-2), as the wire's canonical case spells it.
inline constexpr std::string_view state_prefix = "STATE_";

/// Returns the canonical token of `state`; "unrecognized" for the state that has none.
constexpr std::string_view token(State state) { return states[static_cast<std::size_t>(state)].token; }

/// Returns whether `edition` has `state` in its vocabulary; always true of `unrecognized`.
constexpr bool recognizes(Edition edition, State state) {
    return states[static_cast<std::size_t>(state)].since <= edition;
}

}  // namespace rollout
