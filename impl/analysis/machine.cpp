#include "machine.hpp"

#include <algorithm>
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
    Machine made;
    made.letter_count = graph.letter_count;
    std::vector<std::uint32_t> number(graph.node_count, none);  // of a block
    std::vector<std::uint32_t> reached;                         // a node of each numbered block
    const auto numbered = [&](std::uint32_t node) {
        std::uint32_t& found = number[block[node]];
        if (found == none) {
            found = static_cast<std::uint32_t>(reached.size());
            reached.push_back(node);
            made.outputs.push_back(graph.output(node));
        }
        return found;
    };
    numbered(0);
    for (std::size_t i = 0; i < reached.size(); ++i) {
        for (std::uint32_t letter = 0; letter < graph.letter_count; ++letter) {
            made.steps.push_back(numbered(graph.step(reached[i], letter)));
        }
    }
    return made;
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
    std::uint32_t every = 0;
    for (const Summary letter : different) {
        every |= letter.facts;
    }
    // The facts that letters have, and those that only an order can have, are below the next power of two twice over.
    std::vector<std::uint32_t> number(std::size_t{4} * (every + 1), none);
    std::vector<Summary> reached{Summary{}};
    number[0] = 0;
    for (std::size_t i = 0; i < reached.size(); ++i) {
        for (const Summary letter : different) {
            const Summary next = combine(reached[i], letter);
            if (number.at(next.facts) == none) {
                number[next.facts] = 0;  // any number but none; they are numbered below
                reached.push_back(next);
            }
        }
    }
    // Numbered in order of their facts, a letter leads neighbours to neighbours: memory is read in order.
    reached.clear();
    for (std::uint32_t facts = 0; facts < number.size(); ++facts) {
        if (number[facts] != none) {
            number[facts] = static_cast<std::uint32_t>(reached.size());
            reached.push_back(Summary{facts});
        }
    }
    const auto step = [&](std::uint32_t node, std::uint32_t letter) {
        return number[combine(reached[node], different[letter]).facts];
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
