#include <algorithm>

#include "machine.hpp"

namespace rollout::analysis {
namespace {

/// The unordered pairs of states, numbered.
struct Pairs {
    std::size_t states;
    std::size_t size() const { return states * (states - 1) / 2; }
    static std::size_t number(std::size_t i, std::size_t j) { return i > j ? i * (i - 1) / 2 + j : number(j, i); }
};

/// Returns whether the word tells each pair apart.
std::vector<bool> told_apart_by(const Machine& machine, const Word& word) {
    std::vector<std::uint32_t> output;
    for (std::uint32_t state = 0; state < machine.size(); ++state) {
        output.push_back(machine.outputs[machine.after(state, word)]);
    }
    std::vector<bool> apart(Pairs{machine.size()}.size());
    for (std::size_t i = 0; i < machine.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            apart[Pairs::number(i, j)] = output[i] != output[j];
        }
    }
    return apart;
}

/// Returns the words that are as long as some pair needs, shorter ones first: words over one letter of each class.
std::vector<Word> candidates(const Machine& machine) {
    const std::vector<std::uint32_t> letters = letter_classes(machine).first_letter;
    std::vector<Word> words{Word{}};
    std::vector<bool> apart = told_apart_by(machine, {});
    std::size_t begin = 0;  // of the longest words so far
    while (std::find(apart.begin(), apart.end(), false) != apart.end()) {
        const std::size_t end = words.size();
        for (; begin < end; ++begin) {
            for (const std::uint32_t letter : letters) {
                Word word = words[begin];
                word.push_back(letter);
                const std::vector<bool> also = told_apart_by(machine, word);
                for (std::size_t pair = 0; pair < apart.size(); ++pair) {
                    apart[pair] = apart[pair] || also[pair];
                }
                words.push_back(std::move(word));
            }
        }
    }
    return words;
}

}  // namespace

Separation separation(const Machine& machine) {
    const std::vector<Word> all = candidates(machine);
    std::vector<std::vector<bool>> apart_by;
    for (const Word& word : all) {
        apart_by.push_back(told_apart_by(machine, word));
    }
    const std::size_t pairs = Pairs{machine.size()}.size();
    Separation made;
    std::vector<std::uint32_t> word_of(pairs, 0);
    std::vector<bool> open(pairs, true);
    // The empty word first, for every state shows its output; then always a word that settles the most pairs, the
    // shortest of them.
    for (std::size_t choice = 0, left = pairs;; ++choice) {
        std::size_t best = 0;
        std::size_t best_count = 0;
        for (std::size_t word = 0; choice > 0 && word < all.size(); ++word) {
            std::size_t count = 0;
            for (std::size_t pair = 0; pair < pairs; ++pair) {
                count += open[pair] && apart_by[word][pair] ? 1 : 0;
            }
            if (count > best_count) {
                best = word;
                best_count = count;
            }
        }
        for (std::size_t pair = 0; pair < pairs; ++pair) {
            if (open[pair] && apart_by[best][pair]) {
                open[pair] = false;
                word_of[pair] = static_cast<std::uint32_t>(made.words.size());
                --left;
            }
        }
        made.words.push_back(all[best]);
        if (left == 0) {
            break;
        }
    }
    made.word_of_pair.resize(machine.size());
    made.identifiers.resize(machine.size());
    for (std::size_t i = 0; i < machine.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            made.word_of_pair[i].push_back(word_of[Pairs::number(i, j)]);
        }
        for (std::uint32_t word = 0; word < made.words.size(); ++word) {
            const auto needs = [&](std::size_t j) { return j != i && word_of[Pairs::number(i, j)] == word; };
            bool needed = word == 0;
            for (std::size_t j = 0; j < machine.size(); ++j) {
                needed = needed || needs(j);
            }
            if (needed) {
                made.identifiers[i].push_back(word);
            }
        }
    }
    return made;
}

}  // namespace rollout::analysis
