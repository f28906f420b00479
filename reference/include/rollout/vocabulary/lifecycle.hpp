// What the writers of a parent and the claimers of its rows decide from, and what they decide. Text:
// spec/rules/guard.md, spec/rules/writers.md, spec/rules/claim.md.
#pragma once

#include <rollout/vocabulary/child.hpp>

namespace rollout {

/// What is done with a projection: it is stored; it is not, and nothing is wrong; or it is refused, an error.
enum class Verdict : std::uint8_t { write, no_write, refuse };

/// What the operator's guard decides from.
struct GuardInput {
    State stored;     // of the parent, as read before the rows
    State projected;  // of the rows
    State base;       // of the rows, blind to policies
    bool reopen_authorized = false;
    bool started_at_is_set = true;
};

/// What came of reading the operations of a parent.
enum class Reading : std::uint8_t { rows, no_rows, rows_unreadable, latch_unreadable };
inline constexpr std::array readings{Reading::rows, Reading::no_rows, Reading::rows_unreadable,
                                     Reading::latch_unreadable};

/// What is done with a time.
enum class Stamp : std::uint8_t { keep, clear, now };

/// What the operator decides from.
struct WriterInput {
    GuardInput guard;
    Reading reading = Reading::rows;
    bool completed_at_is_set = false;
    bool a_failed_row_has_a_text = false;
};

/// What the operator does to the parent. Without a write nothing changes.
struct ParentWrite {
    Verdict verdict;
    State state;
    Stamp completed_at = Stamp::keep;
    Stamp started_at = Stamp::keep;
    bool takes_error_text = false;  // of the first failed row that has one, else the text is kept

    friend constexpr bool operator==(const ParentWrite&, const ParentWrite&) = default;
};

/// What the local writer, one operation's own driver, knows beside the rows.
struct LocalInput {
    State own;  // the operation's state by its own tasks
    bool tasks_are_ambiguous = false;
    bool has_operation_model = true;
    bool has_store = true;
    Reading reading = Reading::rows;
    bool own_row_is_missing = false;
};

/// What the local writer takes for the parent's state.
enum class LocalSource : std::uint8_t {
    projection,   // of all rows, its own one's state replaced by its own
    own_state,    // unprojected
    undetermined  // what is stored is kept
};

/// What happens beside a local write.
struct SideEffects {
    bool quiesce;       // polling ends
    bool completed_at;  // the parent's is stamped
    bool publish;       // the terminal summary

    friend constexpr bool operator==(const SideEffects&, const SideEffects&) = default;
};

/// What a driver knows when it writes its operation's row.
struct RowInput {
    State own;     // the operation's result by its own tasks
    State parent;  // as re-read
    bool lease_is_held = true;
};

/// How the rows of an apply may start beside each other. Compared exactly; any other word is rolling.
enum class Cutover : std::uint8_t { rolling, barrier, parallel };

struct CutoverFacts {
    Cutover cutover;
    std::string_view word;
};
inline constexpr std::array cutovers{
    CutoverFacts{Cutover::rolling, "rolling"},
    CutoverFacts{Cutover::barrier, "barrier"},
    CutoverFacts{Cutover::parallel, "parallel"},
};
constexpr std::string_view word(Cutover cutover) { return cutovers[static_cast<std::size_t>(cutover)].word; }

/// Returns the cutover policy of that exact word, or nothing.
constexpr std::optional<Cutover> cutover_named(std::string_view word) {
    for (const CutoverFacts& candidate : cutovers) {
        if (candidate.word == word) {
            return candidate.cutover;
        }
    }
    return std::nullopt;
}

/// What a claimer reads of an apply beside its rows.
struct ClaimInput {
    Cutover cutover = Cutover::rolling;  // of the candidate
    Latch latch = Latch::unreleased;
    State parent = State::pending;
    bool stop_is_pending = false;
    bool start_is_requested = false;
    bool retries_are_left = true;
    bool lease_is_stale = false;  // of the candidate
};

/// How a claimer may take a row.
enum class Claim : std::uint8_t { none, start, restart, retry, reclaim };

struct ClaimFacts {
    Claim claim;
    std::string_view word;
};
inline constexpr std::array claims{
    ClaimFacts{Claim::none, "none"},   ClaimFacts{Claim::start, "start"},     ClaimFacts{Claim::restart, "restart"},
    ClaimFacts{Claim::retry, "retry"}, ClaimFacts{Claim::reclaim, "reclaim"},
};
constexpr std::string_view word(Claim claim) { return claims[static_cast<std::size_t>(claim)].word; }

}  // namespace rollout
