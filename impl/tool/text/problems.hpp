// What could not be read of an input whose rest is answered.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rollout::oracle {

struct Problems {
    std::vector<std::string> told;  // the first 100: messages that name the place
    std::size_t count = 0;

    void add(std::string problem);
};

/// Notes each that is told, and how many more there are.
void note(std::string_view verb, const Problems& problems);

}  // namespace rollout::oracle
