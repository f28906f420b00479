// One thing that a report says.
#pragma once

#include <string>
#include <vector>

namespace rollout::oracle {

/// A name of a word or two, and one or more lines, as they come. A format makes the lines safe.
struct Fact {
    std::string name;
    std::vector<std::string> lines;
};

}  // namespace rollout::oracle
