// The program's exit statuses: never a count.
#pragma once

namespace rollout::oracle {

enum class Status : int {
    done = 0,            // conformant, equal, proved, or simply done
    not_conformant = 1,  // a difference, a broken claim
    usage = 2,           // usage, or input that cannot be read
    testee = 3,          // the testee could not start, crashed, hung or broke the protocol
    no_verdict = 4,      // the environment is at fault, or the run was partial
};

}  // namespace rollout::oracle
