// The fold over a long list of letters.
#pragma once

#include "packed_letters.hpp"

namespace rollout::packed {

/// Returns the facts of a list that begins with `facts` and goes on with `letters`, as `folded` does, by the best
/// instructions that the machine has. `in_order`: the edition's lists can differ in order.
Facts scanned(bool in_order, Facts facts, std::span<const PackedLetter> letters) noexcept;

/// Returns the name of these instructions, as Highway names its targets.
const char* scan_target() noexcept;

}  // namespace rollout::packed
