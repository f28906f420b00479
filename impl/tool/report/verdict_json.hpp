// The members that a verdict has in JSON, in whichever document they are: spec/schemas/verdict.schema.json says what
// they mean.
#pragma once

#include "json_writer.hpp"
#include "verdict.hpp"

namespace rollout::conformance {

/// Write the members of one object, without its braces. Of a verdict: all but its parts, causes and failures.
void write_members(JsonWriter& writer, const Verdict& verdict);
void write_members(JsonWriter& writer, const Part& part);
void write_members(JsonWriter& writer, const Failure& failure);
void write_members(JsonWriter& writer, const Verdict& verdict, const Cause& cause);

}  // namespace rollout::conformance
