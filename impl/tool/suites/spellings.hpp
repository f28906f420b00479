// Texts that a careless reader takes for a word of the vocabulary.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rollout::oracle {

/// Returns the word, and texts that differ from it in one way each: case, the prefix of a state, blanks before and
/// after, bytes that do not show, look-alike letters, an end that is missing or longer.
std::vector<std::string> spellings(std::string_view word);

}  // namespace rollout::oracle
