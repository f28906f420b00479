#include "findings.hpp"

namespace rollout::analysis {

std::vector<Finding> findings() {
    std::vector<Finding> all = rule_findings();
    for (Finding& finding : reader_findings()) {
        all.push_back(std::move(finding));
    }
    return all;
}

}  // namespace rollout::analysis
