// A test case of the projection, from the rollout that it asks for and back.
#pragma once

#include "case.hpp"
#include "spelled_rollout.hpp"

namespace rollout::conformance {

using oracle::absent_policy;
using oracle::null_policy;
using oracle::policy_word;
using oracle::PolicyWord;
using oracle::Rollout;
using oracle::WrittenChild;
using oracle::WrittenRow;

/// Returns the rollout that the case spells; nothing where it spells none, as a malformed one.
std::optional<Rollout> rollout_of(const Case& asked);

/// Returns the case that asks for `rollout`, with the reference's answer.
Case case_of(Edition edition, const Rollout& rollout);

}  // namespace rollout::conformance
