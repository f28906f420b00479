// What an interrupt of this program does to the testees, which are in process groups of their own and do not hear of
// it.
#pragma once

#include <sys/types.h>

namespace rollout::oracle {

/// What follows the first interrupt, the testees having been killed.
enum class AfterInterrupt {
    end,    // of this program, with the status of a run that gives no verdict
    go_on,  // whoever waits for a testee stops waiting; a second interrupt ends the program
};

/// From now on SIGINT, SIGTERM and SIGHUP kill the process groups that are remembered. A signal that was ignored stays
/// ignored.
void end_testees_when_interrupted(AfterInterrupt after);

/// Returns whether one of these signals has come, and this program goes on. No testee is started then.
bool is_interrupted();

/// Remembers or forgets a process group. Any thread may call; of more groups at a time than there is room for, the rest
/// is not remembered. A group is forgotten before its number is free for others.
void remember_group(pid_t group);
void forget_group(pid_t group);
bool is_remembered(pid_t group);

}  // namespace rollout::oracle
