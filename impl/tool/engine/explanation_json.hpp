// An explanation as JSON: what `project --explain` prints as text, without the sentences.
#pragma once

#include <string>

#include "json_writer.hpp"
#include "rollout.hpp"
#include "rule.hpp"

namespace rollout::oracle {

/// Writes an object:
///
/// - `edition`, `state`, and `clause`, which decides
/// - `children`, by element: its `state`, `""` if the edition knows none of that name; its `flags`, of which flag i
/// adds
///   2^i, as machine files count them; and how it is `read`
/// - `base` and `rollout`, the ladders: the `state` that each answers, and its `rungs` up to the one that `holds`
///
/// Throws Disagreement.
void append_explanation(JsonWriter& json, Edition edition, const Rollout& rollout);

/// The same by a rule file. Its rungs also have their predicate `when`, and the reason `why` that the file gives. There
/// is no `base` where the rule has none.
void append_explanation(JsonWriter& json, const rules::Rule& rule, const rules::WrittenList& list);

}  // namespace rollout::oracle
