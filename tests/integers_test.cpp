// Goal: no width cuts an argument of the C interface. Method: every truth, flag, value and size at the borders of
// widths, against the same function at 0, 1 or the value that it must be taken for.
#include <climits>
#include <functional>

#include "support/c_interface.hpp"
#include "support/gtest.hpp"

namespace rollout::tests {
namespace {

/// Truths, as C takes an int for one: 0 alone is false, also where the lower bytes are zeros.
constexpr int ints[]{0,          1,       -1,      2,       127,           128,        255,
                     256,        257,     1 << 15, 1 << 16, (1 << 16) + 1, 1 << 24,    (1 << 24) + 1,
                     1 << 30,    INT_MAX, -2,      -255,    -256,          -(1 << 16), INT_MIN,
                     INT_MIN + 1};

/// Expects that `answer` tells 0 from 1, and every other int as 1.
void expect_a_truth(const char* what, const std::function<int(int)>& answer) {
    const int if_false = answer(0);
    const int if_true = answer(1);
    EXPECT_NE(if_false, if_true) << what << " makes no difference here";
    for (const int value : ints) {
        EXPECT_EQ(answer(value), value == 0 ? if_false : if_true) << what << " = " << value;
    }
}

/// The same of a flag that is a byte, of every byte.
void expect_a_flag(const char* what, const std::function<int(std::uint8_t)>& answer) {
    const int if_false = answer(0);
    const int if_true = answer(1);
    EXPECT_NE(if_false, if_true) << what << " makes no difference here";
    for (unsigned value = 0; value <= 255; ++value) {
        EXPECT_EQ(answer(static_cast<std::uint8_t>(value)), value == 0 ? if_false : if_true) << what << " = " << value;
    }
}

/// Expects that every byte beyond the last value is taken as `otherwise`.
void expect_values(const char* what, std::size_t count, const std::function<int(std::uint8_t)>& answer,
                   const std::function<int()>& otherwise) {
    for (std::size_t value = count; value <= 255; ++value) {
        EXPECT_EQ(answer(static_cast<std::uint8_t>(value)), otherwise()) << what << " = " << value;
    }
}

constexpr auto newest = static_cast<rollout_edition>(newest_edition);
constexpr rollout_operation failed_to_pause{ROLLOUT_STATE_FAILED, ROLLOUT_POLICY_PAUSE};
const rollout_operation paused[]{failed_to_pause, {ROLLOUT_STATE_RUNNING, ROLLOUT_POLICY_HALT}};
const rollout_text pause_word = code("pause");
rollout_row row_in(std::string_view state, const rollout_text* policy = nullptr) {
    return {code(state), policy, {nullptr, 0}, {nullptr, 0}, 0, 0, 0, {nullptr, 0}};
}

TEST(Integers, ThatAreTruthsAreFalseAtZeroAlone) {
    const rollout_row rows[]{row_in("failed", &pause_word), row_in("running")};
    expect_a_truth("released, operations",
                   [](int value) { return rollout_project_operations(newest, paused, 2, value); });
    expect_a_truth("released, rows", [&](int value) { return rollout_project_rows(newest, rows, 2, value); });
    expect_a_truth("released, rows before finalizers",
                   [&](int value) { return rollout_project_rows(ROLLOUT_EDITION_PAUSE, rows, 2, value); });
    expect_a_truth("released, letter", [](int value) {
        return static_cast<int>(rollout_letter_of_operation(newest, failed_to_pause, value));
    });
    expect_a_truth("released, build", [&](int value) {
        rollout_child children[2];
        return rollout_build(newest, rows, 2, value, children) == 1 ? children[0].pause_on_failure : -1;
    });
    expect_a_truth("moved", [](int value) {
        return rollout_side_effects_of(ROLLOUT_EDITION_B3, ROLLOUT_STATE_COMPLETED, ROLLOUT_STATE_COMPLETED, value)
            .publish;
    });
    expect_a_truth("every_row_is_terminal", [](int value) {
        return rollout_stop_is_resolved(ROLLOUT_EDITION_SETTLED, ROLLOUT_STATE_RUNNING, value);
    });
}

TEST(Integers, ThatAreFlagsAreUnsetAtZeroAlone) {
    const auto of_child = [](std::uint8_t rollout_child::*flag, std::uint8_t state) {
        return [=](std::uint8_t value) {
            rollout_child child{state, 0, 0, 0, 0};
            child.*flag = value;
            return static_cast<int>(rollout_letter_of_child(newest, child));
        };
    };
    expect_a_flag("continue_on_failure", of_child(&rollout_child::continue_on_failure, ROLLOUT_STATE_FAILED));
    expect_a_flag("pause_on_failure", of_child(&rollout_child::pause_on_failure, ROLLOUT_STATE_FAILED));
    expect_a_flag("orphaned", of_child(&rollout_child::orphaned, ROLLOUT_STATE_PENDING));
    expect_a_flag("never_started", of_child(&rollout_child::never_started, ROLLOUT_STATE_STOPPED));

    const auto of_rows = [](std::uint8_t rollout_row::*flag, std::uint8_t rollout_child::*seen) {
        return [=](std::uint8_t value) {
            rollout_row rows[]{row_in("failed"), row_in("pending")};
            rows[0].key = code("s/x");
            rows[1].key = code("s/group_finalizer");
            rows[1].*flag = value;
            rollout_child children[2];
            return rollout_build(newest, rows, 2, 0, children) == 1 ? children[1].*seen : -1;
        };
    };
    expect_a_flag("group_finalizer", of_rows(&rollout_row::group_finalizer, &rollout_child::orphaned));
    expect_a_flag("not_started", of_rows(&rollout_row::not_started, &rollout_child::never_started));

    const auto guarded = [](rollout_edition edition, rollout_guard_input input,
                            std::uint8_t rollout_guard_input::*flag) {
        return [=](std::uint8_t value) mutable {
            input.*flag = value;
            return rollout_guard(edition, input);
        };
    };
    expect_a_flag("reopen_authorized",
                  guarded(ROLLOUT_EDITION_B3, {ROLLOUT_STATE_FAILED, ROLLOUT_STATE_RUNNING, ROLLOUT_STATE_FAILED, 0, 0},
                          &rollout_guard_input::reopen_authorized));
    expect_a_flag(
        "started_at_is_missing",
        guarded(ROLLOUT_EDITION_B4, {ROLLOUT_STATE_RUNNING, ROLLOUT_STATE_RUNNING, ROLLOUT_STATE_PENDING, 0, 0},
                &rollout_guard_input::started_at_is_missing));

    const auto written = [](std::uint8_t rollout_writer_input::*flag, const auto& seen) {
        return [=](std::uint8_t value) {
            rollout_writer_input input{};
            input.guard.projected = ROLLOUT_STATE_FAILED;
            input.*flag = value;
            return static_cast<int>(rollout_operator_write(ROLLOUT_EDITION_B3, input).*seen);
        };
    };
    expect_a_flag("completed_at_is_set",
                  written(&rollout_writer_input::completed_at_is_set, &rollout_parent_write::completed_at));
    expect_a_flag("a_failed_row_has_a_text",
                  written(&rollout_writer_input::a_failed_row_has_a_text, &rollout_parent_write::takes_error_text));

    const auto taken = [](rollout_local_input input, std::uint8_t rollout_local_input::*flag) {
        return [=](std::uint8_t value) mutable {
            input.*flag = value;
            return rollout_local_source(ROLLOUT_EDITION_B3, input);
        };
    };
    const rollout_local_input own{ROLLOUT_STATE_RUNNING, 0, 0, 0, ROLLOUT_READING_ROWS, 0};
    expect_a_flag("tasks_are_ambiguous", taken(own, &rollout_local_input::tasks_are_ambiguous));
    expect_a_flag("has_no_operation_model", taken(own, &rollout_local_input::has_no_operation_model));
    expect_a_flag("has_no_store", taken(own, &rollout_local_input::has_no_store));
    expect_a_flag("own_row_is_missing", taken(own, &rollout_local_input::own_row_is_missing));

    expect_a_flag("lease_is_lost", [](std::uint8_t value) {
        return rollout_row_state(ROLLOUT_EDITION_B3, {ROLLOUT_STATE_COMPLETED, ROLLOUT_STATE_FAILED, value});
    });

    const auto claimed = [](const char* state, rollout_claim_input input, std::uint8_t rollout_claim_input::*flag) {
        return [=](std::uint8_t value) mutable {
            const rollout_row rows[]{row_in("completed"), row_in(state)};
            input.*flag = value;
            return rollout_claim(newest, rows, 2, 1, input);
        };
    };
    const rollout_claim_input asked{ROLLOUT_CUTOVER_ROLLING, 0, ROLLOUT_STATE_RUNNING, 0, 0, 0, 0};
    rollout_claim_input of_stopped = asked;
    of_stopped.parent = ROLLOUT_STATE_STOPPED;
    expect_a_flag("stop_is_pending", claimed("pending", asked, &rollout_claim_input::stop_is_pending));
    expect_a_flag("start_is_requested", claimed("stopped", of_stopped, &rollout_claim_input::start_is_requested));
    rollout_claim_input of_retryable = asked;
    of_retryable.parent = ROLLOUT_STATE_FAILED_RETRYABLE;
    expect_a_flag("retries_are_used_up",
                  claimed("failed_retryable", of_retryable, &rollout_claim_input::retries_are_used_up));
    expect_a_flag("lease_is_stale", claimed("running", asked, &rollout_claim_input::lease_is_stale));
    expect_a_flag("released, claim", [](std::uint8_t value) {
        const rollout_row rows[]{row_in("failed"), row_in("pending", &pause_word)};
        rollout_claim_input input{};
        input.parent = ROLLOUT_STATE_RUNNING;
        input.released = value;
        return rollout_claim(newest, rows, 2, 1, input);
    });
}

TEST(Integers, BeyondTheLastValueFailClosed) {
    expect_values(
        "state", state_count,
        [](std::uint8_t value) {
            return static_cast<int>(rollout_letter_of_child(newest, {value, 0, 0, 0, 0}));
        },
        [] {
            return static_cast<int>(rollout_letter_of_child(newest, {ROLLOUT_STATE_UNRECOGNIZED, 0, 0, 0, 0}));
        });
    expect_values(
        "policy", policy_count,
        [](std::uint8_t value) {
            return static_cast<int>(rollout_letter_of_operation(newest, {ROLLOUT_STATE_FAILED, value}, 0));
        },
        [] {
            return static_cast<int>(
                rollout_letter_of_operation(newest, {ROLLOUT_STATE_FAILED, ROLLOUT_POLICY_UNKNOWN}, 0));
        });
    expect_values(
        "edition", editions.size(), [](std::uint8_t value) { return rollout_project_children(value, nullptr, 0); },
        [] { return ROLLOUT_ERROR; });
    expect_values(
        "reading", ROLLOUT_READING_LATCH_UNREADABLE + 1,
        [](std::uint8_t value) {
            return rollout_local_source(ROLLOUT_EDITION_B3, {ROLLOUT_STATE_RUNNING, 0, 0, 0, value, 0});
        },
        [] {
            return rollout_local_source(ROLLOUT_EDITION_B3,
                                        {ROLLOUT_STATE_RUNNING, 0, 0, 0, ROLLOUT_READING_ROWS_UNREADABLE, 0});
        });
    const auto claimed = [](rollout_cutover cutover) {
        const rollout_row rows[]{row_in("running"), row_in("pending")};
        rollout_claim_input input{};
        input.parent = ROLLOUT_STATE_RUNNING;
        input.cutover = cutover;
        return rollout_claim(newest, rows, 2, 1, input);
    };
    EXPECT_NE(claimed(ROLLOUT_CUTOVER_ROLLING), claimed(ROLLOUT_CUTOVER_PARALLEL));
    expect_values("cutover", cutovers.size(), claimed, [&] { return claimed(ROLLOUT_CUTOVER_ROLLING); });
    for (const StateFacts& facts : states) {
        EXPECT_EQ(rollout_state_token(code(facts.state)), token(facts.state));
    }
    for (std::size_t value = state_count; value <= 255; ++value) {
        EXPECT_STREQ(rollout_state_token(static_cast<rollout_state>(value)), "error") << value;
    }
}

/// Sizes at and beside the widths of integers, none of which is a list's.
std::vector<std::size_t> sizes_at_borders() {
    std::vector<std::size_t> sizes{SIZE_MAX, SIZE_MAX - 1, SIZE_MAX / 2, SIZE_MAX / 2 + 1};
    for (const unsigned bits : {8U, 16U, 24U, 31U, 32U, 33U, 48U, 63U}) {
        const std::size_t border = std::size_t{1} << bits;
        sizes.insert(sizes.end(), {border - 1, border, border + 1, border + 2});
    }
    return sizes;
}

TEST(Integers, ThatAreSizesAreTakenWhole) {
    const rollout_row rows[]{row_in("running"), row_in("waiting_for_cutover"), row_in("pending")};
    rollout_claim_input input{};
    input.parent = ROLLOUT_STATE_RUNNING;
    for (const std::size_t size : sizes_at_borders()) {
        EXPECT_EQ(rollout_claim(newest, rows, 3, size, input), ROLLOUT_ERROR) << size;
        EXPECT_EQ(rollout_may_cut_over(newest, rows, 3, size, input), 0) << size;
        EXPECT_EQ(rollout_project_children(newest, nullptr, size), ROLLOUT_ERROR) << size;
        EXPECT_EQ(rollout_project_operations(newest, nullptr, size, 0), ROLLOUT_ERROR) << size;
        EXPECT_EQ(rollout_project_rows(newest, nullptr, size, 0), ROLLOUT_ERROR) << size;
        EXPECT_EQ(rollout_build(newest, nullptr, size, 0, nullptr), 0) << size;
        EXPECT_EQ(rollout_parse_state(newest, {nullptr, size}), ROLLOUT_ERROR) << size;
        EXPECT_EQ(rollout_edition_named({nullptr, size}), ROLLOUT_ERROR) << size;
        const rollout_text unreadable{nullptr, size};
        EXPECT_EQ(rollout_parse_policy(&unreadable), ROLLOUT_POLICY_UNKNOWN) << size;
    }
}

}  // namespace
}  // namespace rollout::tests
