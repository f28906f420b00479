// How a verb ends: with a status, and with a message on standard error if it is not done.
#pragma once

#include <string>

#include "status.hpp"

namespace rollout::oracle {

/// Prints "rollout-oracle: MESSAGE" on standard error, if it can be written.
void note(const std::string& message);

/// Notes the message and returns `status`.
Status complain(Status status, const std::string& message);

/// Flushes standard output. Returns `status`, or no_verdict with a message if the output could not be written.
Status flushed(Status status);

}  // namespace rollout::oracle
