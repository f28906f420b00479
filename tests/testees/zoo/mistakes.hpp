// Mistakes that controllers make. Each answers one case, at either level, wrong in one way.
#pragma once

#include "member.hpp"

namespace rollout::zoo {

/// Takes `STATE_` off a token twice.
std::string with_prefixes_off(Session&, Edition edition, const rapidjson::Value& rollout);

/// Reads policies without regard to capitals.
std::string with_policies_in_any_case(Session&, Edition edition, const rapidjson::Value& rollout);

/// Reads a policy that it does not know, and null, as `continue`.
std::string with_unknown_policies_allowed(Session&, Edition edition, const rapidjson::Value& rollout);

/// Answers by edition b1.
std::string by_the_first_edition(Session&, Edition edition, const rapidjson::Value& rollout);

/// Counts failed children in eight bits, and looks no further where there seem to be none.
std::string with_failures_counted_in_eight_bits(Session&, Edition edition, const rapidjson::Value& rollout);

/// Goes astray where one particular operation or child follows another one.
std::string astray_after_a_pair(Session&, Edition edition, const rapidjson::Value& rollout);

/// Answers by the reference's ladder without the session's clause; `pending` where no clause is left to answer.
std::string without_the_clause(Session& session, Edition edition, const rapidjson::Value& rollout);

}  // namespace rollout::zoo
