// Test vectors: the cases of smoke, regressions and tokens, and the case lines of the other subjects, as one JSON
// document that tests in any language can read. Format: spec/schemas/vectors.schema.json.
#pragma once

#include <optional>
#include <string>

#include <rollout/vocabulary/edition.hpp>

namespace rollout::oracle {

/// Returns the document of one edition, or of all. A vector's ID is its edition, its subject and what is asked, so the
/// same ID never means another question.
std::string vectors_json(std::optional<Edition> edition);

}  // namespace rollout::oracle
