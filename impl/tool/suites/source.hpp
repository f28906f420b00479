// Test cases in a fixed order, each made when it is asked for: a suite may be larger than memory.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "test_case.hpp"

namespace rollout::oracle {

struct Source {
    std::string name;
    std::string adds;  // what passing it says, one sentence
    std::uint64_t size = 0;
    std::function<TestCase(std::uint64_t number)> at;  // always the same. Requires: number < size
    bool is_repetition = false;                        // every case was asked before
    // Of a complete suite.
    std::uint64_t classes = 0;      // n, the states of the minimal machine over the letters that are asked
    std::uint64_t classes_max = 0;  // m = n + K
};

/// Cases that are few enough to be kept, in the order in which they came, each ID once.
class Collected {
public:
    void add(TestCase made) {
        if (ids_.insert(made.id).second) {
            cases_->push_back(std::move(made));
        }
    }
    void add(const Source& source) {
        for (std::uint64_t number = 0; number < source.size; ++number) {
            add(source.at(number));
        }
    }

    Source source(std::string name, std::string adds) const {
        return {std::move(name), std::move(adds), cases_->size(),
                [cases = cases_](std::uint64_t number) { return (*cases)[static_cast<std::size_t>(number)]; }};
    }

private:
    std::set<std::string> ids_;
    std::shared_ptr<std::vector<TestCase>> cases_ = std::make_shared<std::vector<TestCase>>();
};

}  // namespace rollout::oracle
