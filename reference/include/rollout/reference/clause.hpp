// The clauses of spec/ by name. Their sentences stand in spec/ and nowhere else; a test holds the two lists equal.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rollout::reference {

// One family a paragraph.
// clang-format off
enum class Clause : std::uint8_t {
    TOKEN_1, TOKEN_2, TOKEN_3, TOKEN_4, TOKEN_5,
    POLICY_1, POLICY_2, POLICY_3, POLICY_4, POLICY_5,
    BASE_0, BASE_1, BASE_2, BASE_3, BASE_4, BASE_5, BASE_6, BASE_7, BASE_8, BASE_9,
    BASE_10, BASE_11, BASE_12, BASE_13, BASE_14, BASE_15, BASE_16, BASE_17, BASE_18, BASE_19,
    ROLL_1, ROLL_2, ROLL_3, ROLL_4, ROLL_5, ROLL_6, ROLL_7, ROLL_8, ROLL_9, ROLL_10, ROLL_11,
    HOLD_1, HOLD_2, HOLD_3, HOLD_4,
    BUILD_1, BUILD_2, BUILD_3, BUILD_4, BUILD_5, BUILD_6,
    PRED_1, PRED_2, PRED_3, PRED_4,
    GUARD_1, GUARD_2, GUARD_3, GUARD_4, GUARD_5, GUARD_6, GUARD_7,
    WRITE_1, WRITE_2, WRITE_3, WRITE_4, WRITE_5, WRITE_6, WRITE_7, WRITE_8, WRITE_9, WRITE_10,
    WRITE_11, WRITE_12, WRITE_13, WRITE_14, WRITE_15, WRITE_16, WRITE_17, WRITE_18, WRITE_19, WRITE_20,
    CLAIM_1, CLAIM_2, CLAIM_3, CLAIM_4, CLAIM_5, CLAIM_6, CLAIM_7, CLAIM_8, CLAIM_9, CLAIM_10,
    CLAIM_11, CLAIM_12, CLAIM_13, CLAIM_14, CLAIM_15, CLAIM_16, CLAIM_17,
    TARGET_1, TARGET_2, CHECK_1, CHECK_2, CHECK_3, CHECK_4, CHECK_5, CHECK_6,
    LABEL_1, LABEL_2, LABEL_3, LABEL_4, LABEL_5, LABEL_6,
};

inline constexpr std::array<std::string_view, 113> clause_ids{
    "TOKEN-1", "TOKEN-2", "TOKEN-3", "TOKEN-4", "TOKEN-5",
    "POLICY-1", "POLICY-2", "POLICY-3", "POLICY-4", "POLICY-5",
    "BASE-0", "BASE-1", "BASE-2", "BASE-3", "BASE-4", "BASE-5", "BASE-6", "BASE-7", "BASE-8", "BASE-9",
    "BASE-10", "BASE-11", "BASE-12", "BASE-13", "BASE-14", "BASE-15", "BASE-16", "BASE-17", "BASE-18", "BASE-19",
    "ROLL-1", "ROLL-2", "ROLL-3", "ROLL-4", "ROLL-5", "ROLL-6", "ROLL-7", "ROLL-8", "ROLL-9", "ROLL-10", "ROLL-11",
    "HOLD-1", "HOLD-2", "HOLD-3", "HOLD-4",
    "BUILD-1", "BUILD-2", "BUILD-3", "BUILD-4", "BUILD-5", "BUILD-6",
    "PRED-1", "PRED-2", "PRED-3", "PRED-4",
    "GUARD-1", "GUARD-2", "GUARD-3", "GUARD-4", "GUARD-5", "GUARD-6", "GUARD-7",
    "WRITE-1", "WRITE-2", "WRITE-3", "WRITE-4", "WRITE-5", "WRITE-6", "WRITE-7", "WRITE-8", "WRITE-9", "WRITE-10",
    "WRITE-11", "WRITE-12", "WRITE-13", "WRITE-14", "WRITE-15", "WRITE-16", "WRITE-17", "WRITE-18", "WRITE-19", "WRITE-20",
    "CLAIM-1", "CLAIM-2", "CLAIM-3", "CLAIM-4", "CLAIM-5", "CLAIM-6", "CLAIM-7", "CLAIM-8", "CLAIM-9", "CLAIM-10",
    "CLAIM-11", "CLAIM-12", "CLAIM-13", "CLAIM-14", "CLAIM-15", "CLAIM-16", "CLAIM-17",
    "TARGET-1", "TARGET-2", "CHECK-1", "CHECK-2", "CHECK-3", "CHECK-4", "CHECK-5", "CHECK-6",
    "LABEL-1", "LABEL-2", "LABEL-3", "LABEL-4", "LABEL-5", "LABEL-6",
};

// clang-format on

/// Returns the ID of `clause` as spec/ writes it.
constexpr std::string_view id(Clause clause) { return clause_ids[static_cast<std::size_t>(clause)]; }

}  // namespace rollout::reference
