// The words of `on_failure`. Text: spec/rules/policies.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rollout {

enum class Policy : std::uint8_t {
    halt,
    continue_,
    pause,
    unknown,  // any other word; not a word itself
};

struct PolicyFacts {
    Policy policy;
    std::string_view word;  // compared byte by byte (POLICY-2)
};

inline constexpr std::array policies{
    PolicyFacts{Policy::halt, "halt"},
    PolicyFacts{Policy::continue_, "continue"},
    PolicyFacts{Policy::pause, "pause"},
    PolicyFacts{Policy::unknown, "unknown"},
};

/// How many policies an operation can have, `unknown` included.
inline constexpr std::size_t policy_count = policies.size();

/// What an absent word means (POLICY-1).
inline constexpr Policy policy_default = Policy::halt;

/// Returns the word of `policy`; "unknown" for the policy that has none.
constexpr std::string_view word(Policy policy) { return policies[static_cast<std::size_t>(policy)].word; }

}  // namespace rollout
