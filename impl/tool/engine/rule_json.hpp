// What is found of rule files, as JSON.
#pragma once

#include <string>
#include <string_view>

#include "comparison.hpp"
#include "json_writer.hpp"
#include "lint.hpp"

namespace rollout::oracle {

/// Returns `holds`, `broken`, `waived`... of a law of the rule.
std::string_view verdict(const rules::LawReport& law);

/// Returns the object that `lint --format json` prints.
std::string lint_json(const rules::Rule& rule, const rules::Lint& found);

/// Writes a kind of difference as an object.
void append_difference(JsonWriter& json, const rules::Difference& kind);

/// Returns the object that `diff --format json` prints of rule files with these names.
std::string differences_json(std::string_view before, std::string_view after,
                             const std::vector<rules::Difference>& found);

}  // namespace rollout::oracle
