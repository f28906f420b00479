#include "product.hpp"

#include <algorithm>

namespace rollout::analysis {

Product product(const Machine& left, const Machine& right) {
    struct Reached {
        std::uint32_t left;
        std::uint32_t right;
        std::size_t before;  // the pair that a letter led here from
        std::uint32_t letter;
    };
    std::vector<bool> seen(left.size() * right.size(), false);
    std::vector<Reached> reached{{0, 0, 0, 0}};
    seen[0] = true;
    Product made{};
    for (std::size_t i = 0; i < reached.size(); ++i) {
        const Reached at = reached[i];
        const std::uint32_t of_left = left.outputs[at.left];
        const std::uint32_t of_right = right.outputs[at.right];
        const bool is_known = std::any_of(made.kinds.begin(), made.kinds.end(), [=](const KindOfDifference& kind) {
            return kind.left == of_left && kind.right == of_right;
        });
        if (of_left != of_right && !is_known) {
            Word word;
            for (std::size_t pair = i; pair != 0; pair = reached[pair].before) {
                word.push_back(reached[pair].letter);
            }
            std::reverse(word.begin(), word.end());
            made.kinds.push_back({of_left, of_right, std::move(word)});
        }
        for (std::uint32_t letter = 0; letter < left.letter_count; ++letter) {
            const Reached next{left.step(at.left, letter), right.step(at.right, letter), i, letter};
            const std::size_t number = next.left * right.size() + next.right;
            if (!seen[number]) {
                seen[number] = true;
                reached.push_back(next);
            }
        }
    }
    made.pairs = reached.size();
    return made;
}

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
