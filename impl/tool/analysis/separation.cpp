// Words that tell the states of a machine apart. A complete suite appends them to every access word, so a machine that
// takes one state for another gives a wrong answer.
#include <algorithm>
#include <span>

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

/// Returns for each pair a shortest word that tells it apart, the first one in order of `letters`. Cost: pairs times
/// letters times the length of the longest.
std::vector<Word> word_of_each_pair(const Machine& machine, std::span<const std::uint32_t> letters) {
    std::vector<Word> words(Pairs{machine.size()}.size());
    std::vector<bool> apart = told_apart_by(machine, {});
    for (bool is_open = true; is_open;) {
        is_open = false;
        std::vector<bool> now = apart;
        for (std::uint32_t i = 0; i < machine.size(); ++i) {
            for (std::uint32_t j = 0; j < i; ++j) {
                const std::size_t pair = Pairs::number(i, j);
                if (apart[pair]) {
                    continue;
                }
                is_open = true;
                const auto found = std::find_if(letters.begin(), letters.end(), [&](std::uint32_t letter) {
                    const std::uint32_t left = machine.step(i, letter), right = machine.step(j, letter);
                    return left != right && apart[Pairs::number(left, right)];
                });
                if (found != letters.end()) {
                    words[pair] = {*found};
                    const Word& rest = words[Pairs::number(machine.step(i, *found), machine.step(j, *found))];
                    words[pair].insert(words[pair].end(), rest.begin(), rest.end());
                    now[pair] = true;
                }
            }
        }
        apart = std::move(now);
    }
    return words;
}

/// Beyond so many words times pairs not every word is tried.
constexpr std::size_t tried_max = std::size_t{1} << 28;

/// Returns words that tell every pair apart, shorter ones first: over one letter of each class all that are as long as
/// some pair needs, or, where those are too many, as many lengths of them as are not, and one for each pair that they
/// leave.
std::vector<Word> candidates(const Machine& machine) {
    const std::vector<std::uint32_t> letters = letter_classes(machine).first_letter;
    std::vector<Word> words{Word{}};
    std::vector<bool> apart = told_apart_by(machine, {});
    std::size_t begin = 0;  // of the longest words so far
    while (std::find(apart.begin(), apart.end(), false) != apart.end()) {
        const std::size_t end = words.size();
        if ((end - begin) * letters.size() * apart.size() > tried_max) {
            const std::vector<Word> of_pair = word_of_each_pair(machine, letters);
            std::vector<Word> left;
            for (std::size_t pair = 0; pair < apart.size(); ++pair) {
                if (!apart[pair]) {
                    left.push_back(of_pair[pair]);
                }
            }
            std::sort(left.begin(), left.end(), [](const Word& one, const Word& other) {
                return one.size() != other.size() ? one.size() < other.size() : one < other;
            });
            left.erase(std::unique(left.begin(), left.end()), left.end());
            words.insert(words.end(), left.begin(), left.end());
            return words;
        }
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
