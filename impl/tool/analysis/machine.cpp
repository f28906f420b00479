#include "machine.hpp"

#include <algorithm>
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

/// The same, where no letter leads to a lower number. `block` holds `none` of each node that cannot be reached, and is
/// set of the others. One pass from the highest node down, where a row has a block for each letter. A node is in an
/// earlier block if and only if their outputs and rows agree once a step that stays leads to that block: the other
/// blocks are a bisimulation already, and stay one with this node in it.
void set_blocks_of_growing(const auto& graph, std::vector<std::uint32_t>& block) {
    constexpr std::uint32_t itself = none;
    std::vector<std::vector<std::uint32_t>> rows;  // of the blocks: the output, then for each letter a block or itself
    std::unordered_map<std::vector<std::uint32_t>, std::uint32_t, Hash> number;
    std::vector<std::uint32_t> row(graph.letter_count + 1);
    const auto is_in = [&](std::uint32_t candidate) {
        const std::vector<std::uint32_t>& other = rows[candidate];
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (other[i] != row[i] && !(i > 0 && other[i] == itself && row[i] == candidate)) {
                return false;
            }
        }
        return true;
    };
    const auto block_of_row = [&] {
        // Either one of the blocks that it leads to, or one to which no letter leads.
        for (std::size_t i = 1; i < row.size(); ++i) {
            if (row[i] != itself && (i == 1 || row[i] != row[i - 1]) && is_in(row[i])) {
                return row[i];
            }
        }
        const auto [found, is_new] = number.try_emplace(row, static_cast<std::uint32_t>(rows.size()));
        if (is_new) {
            rows.push_back(row);
        }
        return found->second;
    };
    for (std::uint32_t node = graph.node_count; node-- > 0;) {
        if (block[node] == none) {
            continue;
        }
        row[0] = graph.output(node);
        for (std::uint32_t letter = 0; letter < graph.letter_count; ++letter) {
            const std::uint32_t next = graph.step(node, letter);
            assert(next >= node);
            row[letter + 1] = next == node ? itself : block[next];
        }
        block[node] = block_of_row();
    }
}

/// Returns the machine whose states are the blocks that can be reached, found breadth first.
Machine machine_of_blocks(const auto& graph, const std::vector<std::uint32_t>& block) {
    Machine machine;
    machine.letter_count = graph.letter_count;
    std::unordered_map<std::uint32_t, std::uint32_t> number;  // of a block
    std::vector<std::uint32_t> reached;                       // a node of each numbered block
    const auto numbered = [&](std::uint32_t node) {
        const auto [found, is_new] = number.try_emplace(block[node], static_cast<std::uint32_t>(reached.size()));
        if (is_new) {
            reached.push_back(node);
            machine.outputs.push_back(graph.output(node));
        }
        return found->second;
    };
    numbered(0);
    for (std::size_t i = 0; i < reached.size(); ++i) {
        for (std::uint32_t letter = 0; letter < graph.letter_count; ++letter) {
            machine.steps.push_back(numbered(graph.step(reached[i], letter)));
        }
    }
    return machine;
}

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
    // Facts only grow, so no letter leads to a lower number; and every fact that a list can have is in all letters in
    // every order: twice over.
    Summary once;
    for (const Summary letter : different) {
        once = combine(once, letter);
    }
    const Graph graph{
        combine(once, once).facts + 1, static_cast<std::uint32_t>(different.size()),
        [&](std::uint32_t facts, std::uint32_t letter) { return combine(Summary{facts}, different[letter]).facts; },
        [&](std::uint32_t facts) { return static_cast<std::uint32_t>(finish(edition, Summary{facts})); }};
    std::vector<std::uint32_t> block(graph.node_count, none);
    std::vector<std::uint32_t> reached{0};
    block[0] = 0;
    while (!reached.empty()) {
        const std::uint32_t node = reached.back();
        reached.pop_back();
        for (std::uint32_t letter = 0; letter < graph.letter_count; ++letter) {
            const std::uint32_t next = graph.step(node, letter);
            if (block[next] == none) {
                block[next] = 0;  // any number but none
                reached.push_back(next);
            }
        }
    }
    set_blocks_of_growing(graph, block);
    return respelled(machine_of_blocks(graph, block), of_letter);
}

Machine minimized(const Machine& machine) {
    const auto step = [&](std::uint32_t node, std::uint32_t letter) { return machine.step(node, letter); };
    const auto output = [&](std::uint32_t node) { return machine.outputs[node]; };
    const Graph graph{static_cast<std::uint32_t>(machine.size()), static_cast<std::uint32_t>(machine.letter_count),
                      step, output};
    bool is_growing = true;
    for (std::size_t i = 0; i < machine.steps.size() && is_growing; ++i) {
        is_growing = machine.steps[i] >= i / machine.letter_count;
    }
    if (!is_growing) {
        return machine_of_blocks(graph, blocks_of(graph));
    }
    std::vector<std::uint32_t> block(machine.size(), 0);  // no node is left out
    set_blocks_of_growing(graph, block);
    return machine_of_blocks(graph, block);
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
