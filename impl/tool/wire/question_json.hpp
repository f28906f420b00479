// Questions to guard, writers, claim and surfaces as the wire has them. Text: spec/guides/wire.md.
#pragma once

#include "rapidjson_sizes.hpp"

#include <rapidjson/document.h>

#include <string>
#include <string_view>
#include <variant>

#include "decision.hpp"
#include "subject.hpp"

namespace rollout::oracle {

/// Returns the members of the case object that asks `question`, without braces: every field, but policies that are
/// absent.
std::string members_of(const Question& question);

/// Returns the question that a case object of `subject` asks. Errors: names the field that is missing, unknown, there
/// twice, of the wrong type or without meaning.
std::variant<Question, std::string> read_question(const rapidjson::Value& object, const Subject& subject);
std::variant<Question, std::string> read_question(std::string_view json, const Subject& subject);

}  // namespace rollout::oracle
