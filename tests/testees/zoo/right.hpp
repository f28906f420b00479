// A right testee in few words: reads requests into documents and answers cases by the shipped library, at both levels
// and in all editions. Trusts whoever asks; what it cannot read it answers with an error.
#pragma once

#include "rapidjson_sizes.hpp"

#include <rapidjson/document.h>

#include <string>
#include <string_view>

#include <rollout/vocabulary/edition.hpp>

namespace rollout::zoo {

/// Returns the answer to `start`, as one line without its end.
std::string right_offer();

/// Returns the list of the case, of operations or of children; null if there is neither.
const rapidjson::Value* elements_of(const rapidjson::Value& rollout);

/// Returns one result, such as `{"state":"failed"}`.
std::string right_result(Edition edition, const rapidjson::Value& rollout);

std::string state_result(std::string_view state);
std::string error_result(std::string_view why);

/// Returns the state in a result that has one.
std::string state_in(const std::string& result);

}  // namespace rollout::zoo
