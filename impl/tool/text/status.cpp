#include "status.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace rollout::oracle {

// Standard error may be closed or full: what was to be said is then lost, the exit status is not.

void note(const std::string& message) { std::fputs(("rollout-oracle: " + message + "\n").c_str(), stderr); }

Status complain(Status status, const std::string& message) {
    note(message);
    return status;
}

Status flushed(Status status) {
    if (std::ferror(stdout) != 0) {
        return complain(Status::no_verdict, "cannot write the output");
    }
    if (std::fflush(stdout) != 0) {
        return complain(Status::no_verdict, std::string("cannot write the output: ") + std::strerror(errno));
    }
    return status;
}

}  // namespace rollout::oracle
