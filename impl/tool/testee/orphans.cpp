#include "orphans.hpp"

#include <sys/prctl.h>
#include <sys/types.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <fstream>
#include <vector>

#include "interruption.hpp"

namespace rollout::oracle {
namespace {

bool are_adopted = false;

std::vector<pid_t> orphans() {
    std::vector<pid_t> found;
    std::ifstream children("/proc/thread-self/children");
    for (pid_t child = 0; children >> child;) {
        if (!is_remembered(child)) {
            found.push_back(child);
        }
    }
    return found;
}

}  // namespace

void adopt_orphans() { are_adopted = prctl(PR_SET_CHILD_SUBREAPER, 1) == 0; }

void end_orphans() {
    // The end of one may make orphans of its children.
    for (std::vector<pid_t> found; are_adopted && !(found = orphans()).empty();) {
        for (const pid_t orphan : found) {
            kill(orphan, SIGKILL);
            while (waitpid(orphan, nullptr, 0) == -1 && errno == EINTR) {
            }
        }
    }
}

}  // namespace rollout::oracle
