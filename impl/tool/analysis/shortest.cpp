#include "shortest.hpp"

namespace rollout::analysis {

std::vector<Operation> all_operations() {
    std::vector<Operation> made;
    for (const StateFacts& state : states) {
        for (const PolicyFacts& policy : policies) {
            made.push_back({state.state, policy.policy});
        }
    }
    return made;
}

std::vector<Child> all_children(Edition edition) {
    std::vector<Child> made;
    for (const StateFacts& state : states) {
        for (std::size_t flags = 0; flags < flags_count_of(edition); ++flags) {
            made.push_back(child_with(state.state, flags));
        }
    }
    return made;
}

std::vector<Child> one_child_a_letter(Edition edition) {
    return one_of_each(all_children(edition), [=](Child child) { return letter(edition, child).facts; });
}

}  // namespace rollout::analysis
