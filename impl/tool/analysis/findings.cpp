#include "findings.hpp"

#include <rollout/vocabulary/text.hpp>

namespace rollout::analysis {

std::string Witness::text() const {
    return std::visit([](const auto& elements) { return text_of(elements); }, rollout);
}

std::vector<Finding> findings(std::string_view id) {
    std::vector<Finding> all = rule_findings();
    for (Finding& finding : reader_findings()) {
        all.push_back(std::move(finding));
    }
    std::erase_if(all, [&](const Finding& finding) { return !id.empty() && finding.id != id; });
    return all;
}

}  // namespace rollout::analysis
