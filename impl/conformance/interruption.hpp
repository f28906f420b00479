// What an interrupt of this program does to the testees, which are in process groups of their own and do not hear of
// it.
#pragma once

#include <sys/types.h>

namespace rollout::conformance {

/// From now on SIGINT, SIGTERM and SIGHUP kill the process groups that are remembered, and then end this program with
/// the status of a run that gives no verdict. A signal that was ignored stays ignored.
void end_testees_when_interrupted();

/// Remembers or forgets a process group. Any thread may call; of more groups at a time than there is room for, the rest
/// is not remembered. A group is forgotten before its number is free for others.
void remember_group(pid_t group);
void forget_group(pid_t group);

}  // namespace rollout::conformance
