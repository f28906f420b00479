#include "differences.hpp"

#include <algorithm>

#include "product.hpp"

namespace rollout::analysis {

Differences differences(Edition earlier, Edition later) {
    Differences made{};
    const auto add = [&](Level level, Latch latch) {
        const Alphabet alphabet = whole_alphabet(earlier, level, latch);
        const Product found = product(minimal_machine(alphabet), minimal_machine(whole_alphabet(later, level, latch)));
        made.pairs = found.pairs;
        for (const KindOfDifference& kind : found.kinds) {
            const bool is_known = std::any_of(made.kinds.begin(), made.kinds.end(), [&](const Difference& known) {
                return known.before == State(kind.left) && known.after == State(kind.right);
            });
            if (!is_known) {
                Difference& difference = made.kinds.emplace_back();
                difference = {level, latch, {}, alphabet.text(kind.word), State(kind.left), State(kind.right)};
                for (const std::uint32_t letter : kind.word) {
                    difference.list.push_back(alphabet.letters[letter]);
                }
            }
        }
    };
    for (const Latch latch : latches) {
        add(Level::operations, latch);
    }
    add(Level::children, Latch::unreleased);
    return made;
}

}  // namespace rollout::analysis
