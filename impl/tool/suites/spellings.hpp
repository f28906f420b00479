// Texts that a careless reader takes for a word of the vocabulary.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace rollout::oracle {

/// Returns the word, and texts that differ from it in one way each: case, the prefix of a state, blanks before and
/// after, bytes that do not show, look-alike letters, an end that is missing or longer. The empty word is alone.
std::vector<std::string> spellings(std::string_view word);

/// Words that other systems have for what the policies mean, and what a writer may put where there is none.
inline constexpr std::array<std::string_view, 32> other_policy_words{"",
                                                                     "null",
                                                                     "nil",
                                                                     "none",
                                                                     "undefined",
                                                                     "true",
                                                                     "false",
                                                                     "0",
                                                                     "1",
                                                                     "yes",
                                                                     "default",
                                                                     "any",
                                                                     "all",
                                                                     "ignore",
                                                                     "skip",
                                                                     "proceed",
                                                                     "resume",
                                                                     "go_on",
                                                                     "abort",
                                                                     "fail",
                                                                     "stop",
                                                                     "wait",
                                                                     "retry",
                                                                     "block",
                                                                     "halt_all",
                                                                     "unheard_of",
                                                                     "unknown",
                                                                     "continue_on_failure",
                                                                     "continue|pause",
                                                                     "halt,continue",
                                                                     "best_effort",
                                                                     "*"};

}  // namespace rollout::oracle
