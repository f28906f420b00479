#include <fmt/core.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "verbs.hpp"

namespace rollout::oracle {

Status complain(Status status, const std::string& message) {
    fmt::print(stderr, "rollout-oracle: {}\n", message);
    return status;
}

Status flushed(Status status) {
    errno = 0;
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        return complain(Status::no_verdict, fmt::format("cannot write the output: {}", std::strerror(errno)));
    }
    return status;
}

}  // namespace rollout::oracle
