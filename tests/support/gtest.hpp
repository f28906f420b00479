// GoogleTest, with the vocabulary printed as words. Every test includes this instead of <gtest/gtest.h>: a type must be
// printed alike in every file of a program.
#pragma once

#include <gtest/gtest.h>

#include <ostream>

#include <rollout/vocabulary/text.hpp>

namespace rollout {

// Found by GoogleTest through the namespace of the type.
inline void PrintTo(State state, std::ostream* out) { *out << token(state); }
inline void PrintTo(Policy policy, std::ostream* out) { *out << word(policy); }
inline void PrintTo(Edition edition, std::ostream* out) { *out << name(edition); }
inline void PrintTo(Latch latch, std::ostream* out) { *out << (latch == Latch::released ? "released" : "unreleased"); }
inline void PrintTo(const Operation& operation, std::ostream* out) { *out << text_of(operation); }
inline void PrintTo(const Child& child, std::ostream* out) { *out << text_of(child); }
inline void PrintTo(const PlacedOperation& row, std::ostream* out) { *out << text_of(row); }

}  // namespace rollout
