// Test vectors: the cases of smoke, regressions and tokens, and the case lines of the other subjects, as one JSON
// document that tests in any language can read. Format: spec/schemas/vectors.schema.json.
#pragma once

#include <optional>
#include <string>

#include "any_edition.hpp"

namespace rollout::oracle {

/// Returns the document of one edition, or of all. A vector's ID is its edition, its subject and what is asked, so the
/// same ID never means another question.
std::string vectors_json(std::optional<Edition> edition);
/// Returns that of a rule file: the cases of smoke and tokens.
std::string vectors_json(const LoadedRule& rule);

}  // namespace rollout::oracle
