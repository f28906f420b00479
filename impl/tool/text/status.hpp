// The program's exit statuses: never a count.
#pragma once

#include <string>

namespace rollout::oracle {

enum class Status : int {
    done = 0,            // conformant, equal, proved, or simply done
    not_conformant = 1,  // a difference, a broken claim
    usage = 2,           // usage, or input that cannot be read
    testee = 3,          // the testee could not start, crashed, hung or broke the protocol
    no_verdict = 4,      // the environment is at fault, or the run was partial
};

/// Prints "rollout-oracle: MESSAGE" on standard error, if it can be written.
void note(const std::string& message);

/// Notes the message and returns `status`.
Status complain(Status status, const std::string& message);

/// Flushes standard output. Returns `status`, or no_verdict with a message if the output could not be written.
Status flushed(Status status);

}  // namespace rollout::oracle
