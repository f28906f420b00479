// The two entries that every subject has, over one check: by choices that a provider makes of the bytes, and by the
// bytes as they are.
#pragma once

#include <FuzzedDataProvider.h>

#include <cstdint>
#include <span>

namespace rollout::fuzz {

/// Checks the question that the choices make.
void fuzz_structured(FuzzedDataProvider& choices);

/// Checks the question that the bytes spell.
void fuzz_raw(std::span<const std::uint8_t> bytes);

}  // namespace rollout::fuzz
