#include "differences.hpp"

#include <rollout/project.hpp>
#include <rollout/vocabulary/text.hpp>

#include "shortest.hpp"

namespace rollout::analysis {
namespace {

/// Adds the differences over `alphabet` that `found` does not have yet.
template <class Letter>
void add_differences(std::vector<Difference>& found, const std::vector<Letter>& alphabet, const std::string& prefix,
                     auto project_earlier, auto project_later) {
    any_list(std::span<const Letter>(alphabet), difference_length_max, [&](std::span<const Letter> list) {
        const State before = project_earlier(list);
        const State after = project_later(list);
        const bool known = std::any_of(found.begin(), found.end(), [&](const Difference& difference) {
            return difference.before == before && difference.after == after;
        });
        if (before != after && !known) {
            found.push_back({prefix + text_of(list), before, after});
        }
        return false;
    });
}

}  // namespace

std::vector<Difference> differences(Edition earlier, Edition later) {
    std::vector<Difference> found;
    for (const Latch latch : latches) {
        const auto letters = one_of_each(all_operations(), [=](Operation operation) {
            return std::pair{letter(earlier, operation, latch).facts, letter(later, operation, latch).facts};
        });
        const auto by = [=](Edition edition) {
            return [=](std::span<const Operation> list) { return project(edition, list, latch); };
        };
        add_differences(found, letters, latch == Latch::released ? "released: " : "", by(earlier), by(later));
    }
    const Edition newer = std::max(earlier, later);
    const auto letters = one_of_each(all_children(newer), [=](Child child) {
        return std::pair{letter(earlier, child).facts, letter(later, child).facts};
    });
    const auto by = [](Edition edition) { return [=](std::span<const Child> list) { return project(edition, list); }; };
    add_differences(found, letters, "", by(earlier), by(later));
    return found;
}

}  // namespace rollout::analysis
