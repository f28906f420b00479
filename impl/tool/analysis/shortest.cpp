#include "shortest.hpp"

namespace rollout::analysis {

std::vector<Operation> all_operations() {
    std::vector<Operation> operations;
    for (const StateFacts& state : states) {
        for (const PolicyFacts& policy : policies) {
            operations.push_back({state.state, policy.policy});
        }
    }
    return operations;
}

std::vector<Child> all_children(Edition edition) {
    std::vector<Child> children;
    for (const StateFacts& state : states) {
        for (std::size_t flags = 0; flags < flags_count_of(edition); ++flags) {
            children.push_back(child_with(state.state, flags));
        }
    }
    return children;
}

std::vector<Child> one_child_a_letter(Edition edition) {
    return one_of_each(all_children(edition), [=](Child child) { return letter(edition, child).facts; });
}

}  // namespace rollout::analysis
