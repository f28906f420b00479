#include <rollout/packed_letter.hpp>

#include "packed_letters.hpp"

namespace rollout {

PackedLetter pack(Edition edition, Child child) noexcept { return packed::pack(letter(edition, child).facts); }

PackedLetter pack(Edition edition, Operation operation, Latch latch) noexcept {
    return packed::pack(letter(edition, operation, latch).facts);
}

Summary unpack(PackedLetter letter) noexcept { return {packed::facts_of(letter)}; }

}  // namespace rollout
