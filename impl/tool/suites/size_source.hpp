// Long lists: whoever reads pages, cuts off, or counts in 8 or 16 bits is found here.
#pragma once

#include "source.hpp"
#include "vocabulary.hpp"

namespace rollout::oracle {

/// The longest list that is asked without a wish for less.
inline constexpr std::size_t longest_list = 100'001;

/// Returns lists of lengths at and around the powers of 2 and of 10, up to `length`, in which the last or the middle
/// element decides, or one state is there as often as a power of 2; where order decides, also positions. Cost: about
/// 70 MB of cases in all, made one at a time.
Source size_source(Edition edition, const Vocabulary& vocabulary, std::size_t length = longest_list);

}  // namespace rollout::oracle
