// A right testee in few words: reads requests into documents and answers cases by the shipped library, at both levels
// and in all editions. Trusts whoever asks; what it cannot read it answers with an error.
#pragma once

#include "rapidjson_sizes.hpp"

#include <rapidjson/document.h>

#include <string>
#include <string_view>
#include <vector>

#include <rollout/vocabulary/child.hpp>

namespace rollout::zoo {

/// Returns the answer to `start`, as one line without its end.
std::string right_offer();

/// Returns the text of a member; an empty one if it is none.
std::string_view text_in(const rapidjson::Value& object, const char* member);

/// Returns the list of the case, of operations or of children; null if there is neither.
const rapidjson::Value* elements_of(const rapidjson::Value& rollout);

/// Returns the rows of a case of operations, and the children of one of children. They point into the case.
std::vector<Row> rows_in(const rapidjson::Value& operations);
std::vector<Child> children_in(const rapidjson::Value& children);
Latch latch_in(const rapidjson::Value& rollout);

/// Returns one result, such as `{"state":"failed"}`.
std::string right_result(Edition edition, const rapidjson::Value& rollout);

std::string state_result(std::string_view state);
std::string error_result(std::string_view why);

/// Returns the state in a result that has one.
std::string state_in(const std::string& result);

}  // namespace rollout::zoo
