// Cases in a fixed order, each made when it is asked for: a suite may be larger than memory.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "case.hpp"

namespace rollout::conformance {

struct CaseSource {
    std::string name;
    std::string adds;  // what passing it says, one sentence
    std::uint64_t size = 0;
    std::function<Case(std::uint64_t number)> at;  // requires: number < size
    bool is_repetition = false;                    // every case was asked before
    // Of a complete suite.
    std::uint64_t classes = 0;      // n, the states of the minimal machine over the letters that are asked
    std::uint64_t classes_max = 0;  // m = n + K
};

}  // namespace rollout::conformance
