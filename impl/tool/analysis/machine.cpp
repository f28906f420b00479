#include "machine.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>
#include <unordered_map>

#include "shortest.hpp"

namespace rollout::analysis {
namespace {

constexpr std::uint32_t none = ~std::uint32_t{0};

/// A graph that is not written out: nodes and letters by number, node 0 the initial one.
template <class Step, class Output>
struct Graph {
    std::uint32_t node_count;
    std::uint32_t letter_count;
    Step step;      // (node, letter) -> node
    Output output;  // node -> number
};
template <class Step, class Output>
Graph(std::uint32_t, std::uint32_t, Step, Output) -> Graph<Step, Output>;

struct Hash {
    std::size_t operator()(const std::vector<std::uint32_t>& row) const {
        std::uint64_t hash = 14695981039346656037U;
        for (const std::uint32_t word : row) {
            hash = (hash ^ word) * 1099511628211U;
        }
        return hash ^ hash >> 32;
    }
};

/// Returns the block of each node: nodes are in one block iff no word tells them apart. Splits blocks by where their
/// nodes lead until nothing splits (Moore's algorithm).
std::vector<std::uint32_t> blocks_of(const auto& graph) {
    std::vector<std::uint32_t> block(graph.node_count);
    for (std::uint32_t node = 0; node < graph.node_count; ++node) {
        block[node] = graph.output(node);
    }
    std::vector<std::uint32_t> row(graph.letter_count + 1);
    for (std::size_t count = 0;;) {
        std::unordered_map<std::vector<std::uint32_t>, std::uint32_t, Hash> number;
        std::vector<std::uint32_t> finer(graph.node_count);
        for (std::uint32_t node = 0; node < graph.node_count; ++node) {
            row[0] = block[node];
            for (std::uint32_t letter = 0; letter < graph.letter_count; ++letter) {
                row[letter + 1] = block[graph.step(node, letter)];
            }
            finer[node] = number.try_emplace(row, static_cast<std::uint32_t>(number.size())).first->second;
        }
        block = std::move(finer);
        if (number.size() == count) {
            return block;
        }
        count = number.size();
    }
}

/// Returns the machine whose states are the blocks that can be reached, found breadth first.
Machine machine_of_blocks(const auto& graph, const std::vector<std::uint32_t>& block) {
    Machine machine;
    machine.letter_count = graph.letter_count;
    std::vector<std::uint32_t> number(graph.node_count, none);  // of a block
    std::vector<std::uint32_t> reached;                         // a node of each numbered block
    const auto numbered = [&](std::uint32_t node) {
        std::uint32_t& found = number[block[node]];
        if (found == none) {
            found = static_cast<std::uint32_t>(reached.size());
            reached.push_back(node);
            machine.outputs.push_back(graph.output(node));
        }
        return found;
    };
    numbered(0);
    for (std::size_t i = 0; i < reached.size(); ++i) {
        for (std::uint32_t letter = 0; letter < graph.letter_count; ++letter) {
            machine.steps.push_back(numbered(graph.step(reached[i], letter)));
        }
    }
    return machine;
}

Machine minimal(const auto& graph) { return machine_of_blocks(graph, blocks_of(graph)); }

/// Returns the machine with a step for each of `letters`, which number the letters of `machine`.
Machine respelled(const Machine& machine, std::span<const std::uint32_t> letters) {
    Machine made;
    made.letter_count = letters.size();
    made.outputs = machine.outputs;
    for (std::uint32_t state = 0; state < machine.size(); ++state) {
        for (const std::uint32_t letter : letters) {
            made.steps.push_back(machine.step(state, letter));
        }
    }
    return made;
}

/// Words with bits of `mask` only, numbered in their order and without gaps.
class PackedBits {
public:
    explicit PackedBits(std::uint32_t mask) : mask_(mask) {
        std::uint32_t place = 0;
        for (std::size_t bit = 0; bit < 32; ++bit) {
            if ((mask >> bit & 1) == 0) {
                continue;
            }
            for (std::size_t byte = 0; byte < 256; ++byte) {
                of_byte_[bit / 8][byte] |= (byte >> bit % 8 & 1) << place;
            }
            ++place;
        }
        count_ = std::size_t{1} << place;
    }

    std::size_t count() const { return count_; }

    /// Returns the number of `word`. Requires: no bit is outside the mask.
    std::uint32_t operator()(std::uint32_t word) const {
        assert((word & ~mask_) == 0);
        return of_byte_[0][word & 0xFF] | of_byte_[1][word >> 8 & 0xFF] | of_byte_[2][word >> 16 & 0xFF] |
               of_byte_[3][word >> 24];
    }

    /// Returns the word with the next number; after the last one, the first.
    std::uint32_t next(std::uint32_t word) const { return (word - mask_) & mask_; }

private:
    std::uint32_t mask_;
    std::size_t count_ = 0;
    std::array<std::array<std::uint32_t, 256>, 4> of_byte_{};
};

}  // namespace

Machine minimal_machine(Edition edition, std::span<const Summary> letters) {
    std::vector<Summary> different;
    std::vector<std::uint32_t> of_letter;
    for (const Summary letter : letters) {
        const auto found = std::find(different.begin(), different.end(), letter);
        of_letter.push_back(static_cast<std::uint32_t>(found - different.begin()));
        if (found == different.end()) {
            different.push_back(letter);
        }
    }
    // Facts only grow, so every fact that a list can have is in all letters in every order: twice over.
    Summary once;
    for (const Summary letter : different) {
        once = combine(once, letter);
    }
    const PackedBits packed(combine(once, once).facts);
    std::vector<std::uint32_t> number(packed.count(), none);
    std::vector<Summary> reached{Summary{}};
    number[0] = 0;
    for (std::size_t i = 0; i < reached.size(); ++i) {
        for (const Summary letter : different) {
            const Summary next = combine(reached[i], letter);
            std::uint32_t& found = number[packed(next.facts)];
            if (found == none) {
                found = 0;  // any number but none; they are numbered below
                reached.push_back(next);
            }
        }
    }
    // Numbered in order of their facts, a letter leads neighbours to neighbours: memory is read in order.
    reached.clear();
    std::uint32_t facts = 0;
    for (std::uint32_t& found : number) {
        if (found != none) {
            found = static_cast<std::uint32_t>(reached.size());
            reached.push_back(Summary{facts});
        }
        facts = packed.next(facts);
    }
    const auto step = [&](std::uint32_t node, std::uint32_t letter) {
        return number[packed(combine(reached[node], different[letter]).facts)];
    };
    const auto output = [&](std::uint32_t node) { return static_cast<std::uint32_t>(finish(edition, reached[node])); };
    return respelled(minimal(Graph{static_cast<std::uint32_t>(reached.size()),
                                   static_cast<std::uint32_t>(different.size()), step, output}),
                     of_letter);
}

Machine minimized(const Machine& machine) {
    const auto step = [&](std::uint32_t node, std::uint32_t letter) { return machine.step(node, letter); };
    const auto output = [&](std::uint32_t node) { return machine.outputs[node]; };
    return minimal(Graph{static_cast<std::uint32_t>(machine.size()), static_cast<std::uint32_t>(machine.letter_count),
                         step, output});
}

Machine restricted(const Machine& machine, std::span<const std::uint32_t> letters) {
    return minimized(respelled(machine, letters));
}

LetterClasses letter_classes(const Machine& machine) {
    LetterClasses made;
    std::map<std::vector<std::uint32_t>, std::uint32_t> number;
    for (std::uint32_t letter = 0; letter < machine.letter_count; ++letter) {
        std::vector<std::uint32_t> column;
        for (std::uint32_t state = 0; state < machine.size(); ++state) {
            column.push_back(machine.step(state, letter));
        }
        const auto [found, is_new] =
            number.try_emplace(std::move(column), static_cast<std::uint32_t>(made.first_letter.size()));
        if (is_new) {
            made.first_letter.push_back(letter);
        }
        made.of_letter.push_back(found->second);
    }
    return made;
}

std::vector<Word> access_words(const Machine& machine) {
    std::vector<Word> words(machine.size());
    std::vector<bool> seen(machine.size(), false);
    std::vector<std::uint32_t> reached{0};
    seen[0] = true;
    for (std::size_t i = 0; i < reached.size(); ++i) {
        for (std::uint32_t letter = 0; letter < machine.letter_count; ++letter) {
            const std::uint32_t next = machine.step(reached[i], letter);
            if (!seen[next]) {
                seen[next] = true;
                words[next] = words[reached[i]];
                words[next].push_back(letter);
                reached.push_back(next);
            }
        }
    }
    return words;
}

}  // namespace rollout::analysis
