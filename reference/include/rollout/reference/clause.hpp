// The clauses of spec/ by name. Their sentences stand in spec/ and nowhere else; a test holds the two lists equal.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rollout::reference {

// One family a line.
// clang-format off
enum class Clause : std::uint8_t {
    TOKEN_1, TOKEN_2, TOKEN_3, TOKEN_4, TOKEN_5,
    POLICY_1, POLICY_2, POLICY_3,
    BASE_0, BASE_1, BASE_2, BASE_3, BASE_4, BASE_6, BASE_7,
    BASE_8, BASE_9, BASE_10, BASE_11, BASE_12, BASE_13, BASE_18,
    ROLL_1, ROLL_2, ROLL_3, ROLL_4, ROLL_5, ROLL_6,
};

inline constexpr std::array<std::string_view, 28> clause_ids{
    "TOKEN-1", "TOKEN-2", "TOKEN-3", "TOKEN-4", "TOKEN-5",
    "POLICY-1", "POLICY-2", "POLICY-3",
    "BASE-0", "BASE-1", "BASE-2", "BASE-3", "BASE-4", "BASE-6", "BASE-7",
    "BASE-8", "BASE-9", "BASE-10", "BASE-11", "BASE-12", "BASE-13", "BASE-18",
    "ROLL-1", "ROLL-2", "ROLL-3", "ROLL-4", "ROLL-5", "ROLL-6",
};

// clang-format on

/// Returns the ID of `clause` as spec/ writes it.
constexpr std::string_view id(Clause clause) { return clause_ids[static_cast<std::size_t>(clause)]; }

}  // namespace rollout::reference
