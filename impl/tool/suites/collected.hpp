// A source of cases that are few enough to be kept.
#pragma once

#include <memory>
#include <set>
#include <vector>

#include "case_source.hpp"

namespace rollout::conformance {

/// Cases in the order in which they came, each question once.
class Collected {
public:
    void add(Case made) {
        if (ids_.insert(made.id).second) {
            cases_->push_back(std::move(made));
        }
    }

    CaseSource source(std::string name, std::string adds) const {
        return {std::move(name), std::move(adds), cases_->size(),
                [cases = cases_](std::uint64_t number) { return (*cases)[number]; }};
    }

private:
    std::set<std::string> ids_;
    std::shared_ptr<std::vector<Case>> cases_ = std::make_shared<std::vector<Case>>();
};

}  // namespace rollout::conformance
