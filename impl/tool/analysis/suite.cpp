#include "suite.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace rollout::analysis {
namespace {

/// Adds to `sum`. Returns whether the sum still fits.
bool add(std::uint64_t& sum, std::uint64_t more) {
    if (more > std::numeric_limits<std::uint64_t>::max() - sum) {
        return false;
    }
    sum += more;
    return true;
}

}  // namespace

CompleteSuite::CompleteSuite(Machine machine, unsigned extra_states, Method method)
    : machine_(std::move(machine)), length_max_(extra_states + 1), access_(access_words(machine_)) {
    Separation separated = separation(machine_);
    if (method == Method::w) {
        std::vector<std::uint32_t> every(separated.words.size());
        std::iota(every.begin(), every.end(), 0U);
        separated.identifiers.assign(machine_.size(), every);
    }
    words_ = std::move(separated.words);
    identifiers_ = std::move(separated.identifiers);
    if (!fill_counts()) {
        return;
    }
    std::uint64_t sum = 0;
    for (std::size_t length = 0; length <= length_max_; ++length) {
        for (const std::uint64_t from_state : counts_[length][length].all) {
            if (!add(sum, from_state)) {
                return;
            }
        }
    }
    size_ = sum;
}

/// Returns the identifiers that follow `state`, reached by that many letters behind an access word, where the whole is
/// no word of more such letters: that one is there already, with the empty word behind it.
std::vector<std::uint32_t> CompleteSuite::endings(std::uint32_t state, std::size_t length) const {
    std::vector<std::uint32_t> kept;
    for (const std::uint32_t word : identifiers_[state]) {
        if (words_[word].empty() || length + words_[word].size() > length_max_) {
            kept.push_back(word);
        }
    }
    return kept;
}

/// Returns whether the counts fit.
bool CompleteSuite::fill_counts() {
    for (std::size_t length = 0; length <= length_max_; ++length) {
        std::vector<Count> by_left(length + 1);
        for (std::uint32_t state = 0; state < machine_.size(); ++state) {
            by_left[0].all.push_back(endings(state, length).size());
        }
        for (std::size_t left = 1; left <= length; ++left) {
            for (std::uint32_t state = 0; state < machine_.size(); ++state) {
                std::vector<std::uint64_t> before{0};
                std::uint64_t sum = 0;
                for (std::uint32_t letter = 0; letter < machine_.letter_count; ++letter) {
                    const std::uint32_t next = machine_.step(state, letter);
                    // A first letter that makes another access word is left out: its words are there as that one's.
                    Word extended = access_[state];
                    extended.push_back(letter);
                    const bool is_access_word = left == length && access_[next] == extended;
                    if (!is_access_word && !add(sum, by_left[left - 1].all[next])) {
                        return false;
                    }
                    before.push_back(sum);
                }
                by_left[left].all.push_back(sum);
                by_left[left].before.push_back(std::move(before));
            }
        }
        counts_.push_back(std::move(by_left));
    }
    return true;
}

Word CompleteSuite::word(std::uint64_t number) const {
    std::size_t length = 0;
    std::uint32_t state = 0;
    // Invariant: `number` counts from the first word of that length behind that access word.
    while (number >= counts_[length][length].all[state]) {
        number -= counts_[length][length].all[state];
        state = state + 1 < machine_.size() ? state + 1 : 0;
        length += state == 0 ? 1 : 0;
    }
    Word word = access_[state];
    for (std::size_t left = length; left > 0; --left) {
        const std::vector<std::uint64_t>& before = counts_[length][left].before[state];
        const auto letter =
            static_cast<std::uint32_t>(std::upper_bound(before.begin(), before.end(), number) - before.begin() - 1);
        number -= before[letter];
        word.push_back(letter);
        state = machine_.step(state, letter);
    }
    const Word& ending = words_[endings(state, length)[number]];
    word.insert(word.end(), ending.begin(), ending.end());
    return word;
}

}  // namespace rollout::analysis
