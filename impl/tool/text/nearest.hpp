// The word that a misspelt one was meant to be.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace rollout::oracle {

/// Returns the word that differs least from `wanted`, by letters that are changed, left out, put in or exchanged: one,
/// or two in a word of six letters or more. Empty where there is none.
std::string nearest(std::string_view wanted, std::span<const std::string> words);

/// Returns `'WORD': WHAT; did you mean NEAREST?`, or, where none is near, `'WORD': WHAT; there are WORDS`.
std::string unknown_name(std::string_view word, std::span<const std::string> words, std::string_view what);

}  // namespace rollout::oracle
