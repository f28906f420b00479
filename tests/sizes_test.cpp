// Goal: no width and no size cuts an answer. Method: every integer argument of the C interface at its borders; texts
// that differ in their last byte, at every length to 600 and beyond powers of two to 2^16; lists that pass 2^16 and the
// borders of sets of positions. With --all: texts of 2^32 bytes and lists that pass 2^24 and 64^4.
#include <sys/mman.h>

#include <climits>
#include <cstring>
#include <memory>

#include "position_set.hpp"
#include "support/bounds.hpp"
#include "support/c_interface.hpp"
#include "support/gtest.hpp"

#include <rollout/claim.hpp>
#include <rollout/fleet.hpp>
#include <rollout/parse.hpp>
#include <rollout/project.hpp>
#include <rollout/tracker.hpp>

namespace rollout::tests {
namespace {

// ---- The integers of the C interface

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

constexpr rollout_edition finalizers = ROLLOUT_EDITION_FINALIZERS;
constexpr rollout_operation failed_to_pause{ROLLOUT_STATE_FAILED, ROLLOUT_POLICY_PAUSE};
const rollout_operation paused[]{failed_to_pause, {ROLLOUT_STATE_RUNNING, ROLLOUT_POLICY_HALT}};
const rollout_text pause_word = code("pause");
rollout_row row_in(std::string_view state, const rollout_text* policy = nullptr) {
    return {code(state), policy, {nullptr, 0}, {nullptr, 0}, 0, 0};
}

TEST(Integers, ThatAreTruthsAreFalseAtZeroAlone) {
    const rollout_row rows[]{row_in("failed", &pause_word), row_in("running")};
    expect_a_truth("released, operations",
                   [](int value) { return rollout_project_operations(finalizers, paused, 2, value); });
    expect_a_truth("released, rows", [&](int value) { return rollout_project_rows(finalizers, rows, 2, value); });
    expect_a_truth("released, rows before finalizers",
                   [&](int value) { return rollout_project_rows(ROLLOUT_EDITION_PAUSE, rows, 2, value); });
    expect_a_truth("released, letter", [](int value) {
        return static_cast<int>(rollout_letter_of_operation(finalizers, failed_to_pause, value));
    });
    expect_a_truth("released, build", [&](int value) {
        rollout_child children[2];
        return rollout_build(finalizers, rows, 2, value, children) == 1 ? children[0].pause_on_failure : -1;
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
            return static_cast<int>(rollout_letter_of_child(finalizers, child));
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
            return rollout_build(finalizers, rows, 2, 0, children) == 1 ? children[1].*seen : -1;
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
            return rollout_claim(finalizers, rows, 2, 1, input);
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
        return rollout_claim(finalizers, rows, 2, 1, input);
    });
}

TEST(Integers, BeyondTheLastValueFailClosed) {
    expect_values(
        "state", state_count,
        [](std::uint8_t value) {
            return static_cast<int>(rollout_letter_of_child(finalizers, {value, 0, 0, 0, 0}));
        },
        [] {
            return static_cast<int>(rollout_letter_of_child(finalizers, {ROLLOUT_STATE_UNRECOGNIZED, 0, 0, 0, 0}));
        });
    expect_values(
        "policy", policy_count,
        [](std::uint8_t value) {
            return static_cast<int>(rollout_letter_of_operation(finalizers, {ROLLOUT_STATE_FAILED, value}, 0));
        },
        [] {
            return static_cast<int>(
                rollout_letter_of_operation(finalizers, {ROLLOUT_STATE_FAILED, ROLLOUT_POLICY_UNKNOWN}, 0));
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
        return rollout_claim(finalizers, rows, 2, 1, input);
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
        EXPECT_EQ(rollout_claim(finalizers, rows, 3, size, input), ROLLOUT_ERROR) << size;
        EXPECT_EQ(rollout_may_cut_over(finalizers, rows, 3, size, input), 0) << size;
        EXPECT_EQ(rollout_project_children(finalizers, nullptr, size), ROLLOUT_ERROR) << size;
        EXPECT_EQ(rollout_project_operations(finalizers, nullptr, size, 0), ROLLOUT_ERROR) << size;
        EXPECT_EQ(rollout_project_rows(finalizers, nullptr, size, 0), ROLLOUT_ERROR) << size;
        EXPECT_EQ(rollout_build(finalizers, nullptr, size, 0, nullptr), 0) << size;
        EXPECT_EQ(rollout_parse_state(finalizers, {nullptr, size}), ROLLOUT_ERROR) << size;
        EXPECT_EQ(rollout_edition_named({nullptr, size}), ROLLOUT_ERROR) << size;
        const rollout_text unreadable{nullptr, size};
        EXPECT_EQ(rollout_parse_policy(&unreadable), ROLLOUT_POLICY_UNKNOWN) << size;
    }
}

// ---- Texts

/// Every length to 600, and the lengths at and beside the powers of two to 2^16.
std::vector<std::size_t> text_lengths() {
    std::vector<std::size_t> lengths;
    for (std::size_t length = 1; length <= 600; ++length) {
        lengths.push_back(length);
    }
    for (std::size_t border = 1024; border <= 65536; border *= 2) {
        lengths.insert(lengths.end(), {border - 1, border, border + 1});
    }
    return lengths;
}

/// Returns the child that a pending finalizer of that key is beside failed work of that key.
Child finalizer_beside(const std::string& deployment, const std::string& key, const std::string& work_deployment,
                       const std::string& work_key) {
    const std::vector<PlacedOperation> rows{
        {{State::pending}, {.deployment = deployment, .key = key, .kind = Kind::group_finalizer}},
        {{State::failed}, {.deployment = work_deployment, .key = work_key}}};
    return build(Edition::finalizers, std::span<const PlacedOperation>(rows)).front();
}
Claim claim_after_running(const std::string& deployment, const std::string& deployment_of_running) {
    const std::vector<PlacedOperation> rows{{{State::running}, {.deployment = deployment_of_running, .key = "s/x"}},
                                            {{State::pending}, {.deployment = deployment, .key = "s/y"}}};
    return claim(Edition::finalizers, rows, 1, ClaimInput{.parent = State::running});
}

TEST(Texts, ThatDifferInTheirLastByteAreTwo) {
    for (const std::size_t length : text_lengths()) {
        const std::string one(length, 'a');
        std::string other = one;
        other.back() = 'b';
        EXPECT_TRUE(finalizer_beside("d", one + "/group_finalizer", "d", one + "/t").orphaned) << length;
        EXPECT_FALSE(finalizer_beside("d", one + "/group_finalizer", "d", other + "/t").orphaned) << length;
        EXPECT_TRUE(finalizer_beside("d", one + "/group_finalizer", "d", one).orphaned) << length;
        EXPECT_FALSE(finalizer_beside("d", one + "/group_finalizer", "d", other).orphaned) << length;
        EXPECT_TRUE(finalizer_beside(one, "s/group_finalizer", one, "s/t").orphaned) << length;
        EXPECT_FALSE(finalizer_beside(one, "s/group_finalizer", other, "s/t").orphaned) << length;
        EXPECT_TRUE(covers(one + "/group_finalizer", one + "/t")) << length;
        EXPECT_FALSE(covers(one + "/group_finalizer", other + "/t")) << length;
        EXPECT_EQ(claim_after_running(one, one), Claim::start) << length;
        EXPECT_EQ(claim_after_running(one, other), Claim::none) << length;
        EXPECT_EQ(parse_policy("continue" + one), Policy::unknown) << length;
        EXPECT_EQ(parse_state("completed" + one), State::unrecognized) << length;
        EXPECT_EQ(parse_state(one + "completed"), State::unrecognized) << length;
        EXPECT_EQ(parse_state("STATE_COMPLETED" + one), State::unrecognized) << length;
    }
}

/// A text of zeros in memory that is not used before it is written to.
class LongText {
public:
    explicit LongText(std::size_t size)
        : bytes_(static_cast<char*>(
              mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0))),
          size_(size) {
        if (bytes_ == MAP_FAILED) {
            throw std::bad_alloc();
        }
    }
    LongText(const LongText&) = delete;
    LongText& operator=(const LongText&) = delete;
    ~LongText() { munmap(bytes_, size_); }
    void write(std::size_t at, std::string_view text) { std::memcpy(bytes_ + at, text.data(), text.size()); }
    std::string_view view() const { return {bytes_, size_}; }

private:
    char* bytes_;
    std::size_t size_;
};

TEST(Texts, OfFourGigabytesAreReadWhole) {
    if (!whole_bounds()) {
        GTEST_SKIP() << "with ROLLOUT_BOUNDS=whole: seconds, and texts of 2^32 bytes";
    }
    constexpr std::size_t border = std::size_t{1} << 32;
    for (const std::string_view word : {"completed", "failed", "running", "state_failed", "pause"}) {
        LongText text(border + word.size());
        text.write(0, word);  // what is left of it once its size is cut
        EXPECT_EQ(parse_state(text.view()), State::unrecognized) << word;
        EXPECT_EQ(parse_policy(text.view()), Policy::unknown) << word;
        text.write(border, word);
        EXPECT_EQ(parse_state(text.view()), State::unrecognized) << word;
    }
    LongText key(border + 20);
    LongText same(border + 20);
    key.write(border, "/group_finalizer");
    const std::string_view finalizer = key.view().substr(0, border + 16);
    same.write(border, "/t");
    EXPECT_TRUE(covers(finalizer, same.view().substr(0, border + 2)));
    same.write(border - 1, "x");
    EXPECT_FALSE(covers(finalizer, same.view().substr(0, border + 2)));
}

// ---- Lists

/// Returns the parent of that many children of one kind and one of another, by each way of asking; all must agree.
State parent_of(std::size_t count, Child child, Child last) {
    std::vector<Child> children(count, child);
    children.push_back(last);
    const std::span<const Child> list(children);
    const State parent = project(Edition::finalizers, list);
    EXPECT_EQ(Tracker(Edition::finalizers, list).state(), parent) << count;
    const std::size_t cut = count / 2;
    EXPECT_EQ(finish(Edition::finalizers, combine(summarize(Edition::finalizers, list.first(cut)),
                                                  summarize(Edition::finalizers, list.subspan(cut)))),
              parent)
        << count;
    std::vector<PackedLetter> letters;
    letters.reserve(children.size());
    for (const Child& each : children) {
        letters.push_back(pack(Edition::finalizers, each));
    }
    const std::vector<std::size_t> offsets{0, letters.size()};
    for (const unsigned threads : {1U, 2U}) {
        State of_fleet = State::unrecognized;
        project(Edition::finalizers, Fleet{letters, offsets}, std::span(&of_fleet, 1), threads);
        EXPECT_EQ(of_fleet, parent) << count << " children, " << threads << " threads";
    }
    return parent;
}

constexpr std::size_t fifth_level = 64 * 64 * 64 * 64;  // 2^24, and where sets of positions have a fifth level

std::vector<std::size_t> list_lengths() {
    std::vector<std::size_t> lengths{255, 256, 65'535, 65'536, 65'537};
    if (whole_bounds()) {
        lengths.insert(lengths.end(), {fifth_level - 1, fifth_level, fifth_level + 1, 2 * fifth_level + 1});
    }
    return lengths;
}

TEST(Lists, OfAnyLengthAreReadToTheirLastChild) {
    for (const std::size_t count : list_lengths()) {
        const Child running{State::running};
        EXPECT_EQ(parent_of(count, {State::completed}, {State::completed}), State::completed) << count;
        EXPECT_EQ(parent_of(count, {State::completed}, {State::failed}), State::failed) << count;
        EXPECT_EQ(parent_of(count, {State::failed, true}, running), State::running_degraded) << count;
        EXPECT_EQ(parent_of(count, {State::failed, false, true}, running), State::paused) << count;
        EXPECT_EQ(parent_of(count, running, {State::failed, false, true}),
                  project(Edition::finalizers, std::vector<Child>{running, {State::failed, false, true}}))
            << count;
    }
}

TEST(Lists, OfAnyLengthAreTrackedChildByChild) {
    std::vector<std::size_t> lengths = list_lengths();
    lengths.push_back(fifth_level);
    for (const std::size_t count : lengths) {
        const std::vector<Child> all_running(count + 1, {State::running});
        Tracker tracker(Edition::finalizers, all_running);
        tracker.set(count, {State::completed});
        EXPECT_EQ(tracker.state(),
                  project(Edition::finalizers, std::vector<Child>{{State::running}, {State::completed}}))
            << count;
        const Child pausing{State::failed, false, true};
        tracker.set(count, pausing);
        EXPECT_NE(tracker.state(), State::paused) << count;  // it stands after all that hold
        tracker.set(count, {State::running});
        tracker.set(count - 1, pausing);
        EXPECT_EQ(tracker.state(), State::paused) << count;
        tracker.set(count - 1, {State::running});
        EXPECT_EQ(tracker.state(), State::running) << count;
    }
}

TEST(Lists, PositionsAreFoundAtEachBorderOfTheirSet) {
    for (std::size_t border = 64; border <= (whole_bounds() ? std::size_t{1} << 30 : std::size_t{1} << 24);
         border *= 64) {
        for (const std::size_t size : {border - 1, border, border + 1, 2 * border + 1}) {
            PositionSet set(size);
            std::vector<std::size_t> positions{size - 1, size / 2, 0};
            for (const std::size_t at : {border - 1, border, border + 1}) {
                if (at < size) {
                    positions.push_back(at);
                }
            }
            for (const std::size_t at : positions) {
                set.insert(at);
                EXPECT_EQ(set.first(), at) << size;
                EXPECT_EQ(set.last(), at) << size;
                set.insert(size - 1);
                EXPECT_EQ(set.first(), at) << size;
                EXPECT_EQ(set.last(), size - 1) << size;
                set.erase(at);
                set.erase(size - 1);
            }
        }
    }
}

/// Failed work of that many keys, the last key first, and finalizers of the first and of the last key's scope.
TEST(Lists, OfFailedWorkAreSearchedToTheirLast) {
    std::vector<std::size_t> counts{65'536, 65'537, (std::size_t{1} << 20) + 1};
    if (whole_bounds()) {
        counts.push_back((std::size_t{1} << 24) + 1);
    }
    constexpr std::size_t key_size = 10;  // eight digits, then what stands within the scope
    for (const std::size_t count : counts) {
        std::string keys;
        keys.reserve(count * key_size);
        for (std::size_t i = 0; i < count; ++i) {
            const std::string digits = std::to_string(i);
            keys += std::string(8 - digits.size(), '0') + digits + "/t";
        }
        std::vector<PlacedOperation> rows;
        rows.reserve(count + 3);
        for (std::size_t i = 0; i < count; ++i) {
            rows.push_back(
                {{State::failed, Policy::continue_},
                 {.deployment = "d", .key = std::string_view(keys).substr((count - 1 - i) * key_size, key_size)}});
        }
        const auto scope_of = [&](std::size_t i) { return keys.substr(i * key_size, key_size - 2); };
        const std::string finalizers_of[]{scope_of(0) + "/group_finalizer", scope_of(count - 1) + "/group_finalizer",
                                          std::string(8, '9') + "/group_finalizer"};
        for (const std::string& key : finalizers_of) {
            rows.push_back({{State::pending}, {.deployment = "d", .key = key, .kind = Kind::group_finalizer}});
        }
        const std::vector<Child> children = build(Edition::finalizers, std::span<const PlacedOperation>(rows));
        EXPECT_TRUE(children[count].orphaned) << count;
        EXPECT_TRUE(children[count + 1].orphaned) << count;
        EXPECT_FALSE(children[count + 2].orphaned) << count;
    }
}

TEST(Lists, OfRowsAreClaimedToTheirLast) {
    for (const std::size_t count : {std::size_t{255}, std::size_t{256}, std::size_t{65'536}, std::size_t{65'537}}) {
        std::vector<PlacedOperation> rows(count, {{State::completed}, {.deployment = "d", .key = "s/x"}});
        rows.push_back({{State::pending}, {.deployment = "e", .key = "s/y"}});
        const ClaimInput input{.parent = State::running};
        EXPECT_EQ(claim(Edition::finalizers, rows, count, input), Claim::start) << count;
        std::vector<Claim> answers(rows.size());
        claim_each(Edition::finalizers, rows, input, answers);
        EXPECT_EQ(answers.back(), Claim::start) << count;
        for (const std::size_t blocker : {std::size_t{0}, count - 1}) {
            rows[blocker].operation.state = State::running;
            EXPECT_EQ(claim(Edition::finalizers, rows, count, input), Claim::none) << count << ", " << blocker;
            claim_each(Edition::finalizers, rows, input, answers);
            EXPECT_EQ(answers.back(), Claim::none) << count << ", " << blocker;
            rows[blocker].operation.state = State::completed;
        }
    }
}

}  // namespace
}  // namespace rollout::tests
