#include "learner.hpp"

#include <algorithm>
#include <map>

namespace rollout::analysis {
namespace {

Word joined(std::span<const std::uint32_t> left, std::span<const std::uint32_t> right) {
    Word word(left.begin(), left.end());
    word.insert(word.end(), right.begin(), right.end());
    return word;
}

/// The observation table: a row for each access word and each of its extensions by a letter, a column a suffix.
class Learner {
public:
    Learner(const LearnerBounds& bounds, const std::vector<Word>& hints, const Ask& ask)
        : bounds_(bounds), hints_(hints), ask_(ask) {}

    std::variant<Learned, NotLearned> learn() {
        while (true) {
            if (const auto failure = close()) {
                return *failure;
            }
            const auto found = counterexample();
            if (const auto* failure = std::get_if<NotLearned>(&found)) {
                return *failure;
            }
            const auto& word = std::get<std::optional<Word>>(found);
            if (!word) {
                return Learned{minimized(hypothesis_), asked_};
            }
            if (const auto failure = add_suffix(*word)) {
                return *failure;
            }
        }
    }

private:
    using Row = std::vector<std::uint32_t>;

    static constexpr std::size_t words_at_once = 1000;

    std::optional<std::vector<std::uint32_t>> outputs(const std::vector<Word>& words) {
        std::vector<std::uint32_t> found = ask_(words);
        asked_ += words.size();
        return found.size() == words.size() ? std::optional(std::move(found)) : std::nullopt;
    }

    /// Asks the rows of `words` from the column on where each stops. Returns whether they were answered.
    bool complete(const std::vector<Word>& words) {
        std::vector<Word> asked;
        std::vector<Row*> row_of;
        for (const Word& word : words) {
            Row& row = rows_[word];
            for (std::size_t suffix = row.size(); suffix < suffixes_.size(); ++suffix) {
                asked.push_back(joined(word, suffixes_[suffix]));
                row_of.push_back(&row);
            }
        }
        const auto found = outputs(asked);
        for (std::size_t i = 0; found && i < asked.size(); ++i) {
            row_of[i]->push_back((*found)[i]);
        }
        return found.has_value();
    }

    /// Extends the access words until every extension has the row of one of them, and makes the hypothesis.
    std::optional<NotLearned> close() {
        std::map<Row, std::uint32_t> state_of;
        hypothesis_ = {};
        hypothesis_.letter_count = bounds_.letter_count;
        if (!complete(access_)) {
            return NotLearned::unanswered;
        }
        for (const Word& word : access_) {
            state_of.emplace(rows_[word], static_cast<std::uint32_t>(state_of.size()));
        }
        if (state_of.size() != access_.size()) {
            return NotLearned::not_deterministic;
        }
        for (std::size_t state = 0; state < access_.size(); ++state) {
            std::vector<Word> extended;
            for (std::uint32_t letter = 0; letter < bounds_.letter_count; ++letter) {
                extended.push_back(joined(access_[state], std::span(&letter, 1)));
            }
            if (!complete(extended)) {
                return NotLearned::unanswered;
            }
            hypothesis_.outputs.push_back(rows_[access_[state]].front());
            for (Word& word : extended) {
                const auto [found, is_new] = state_of.emplace(rows_[word], static_cast<std::uint32_t>(access_.size()));
                hypothesis_.steps.push_back(found->second);
                if (is_new) {
                    access_.push_back(std::move(word));
                }
            }
            if (access_.size() > bounds_.states_max) {
                return NotLearned::too_many_states;
            }
        }
        return std::nullopt;
    }

    /// Returns a word after which the hypothesis has another output than the unknown, if it finds one.
    std::variant<std::optional<Word>, NotLearned> counterexample() {
        // The table knows more than the hypothesis: where they disagree nothing need be asked.
        for (const Word& word : access_) {
            for (std::size_t suffix = 0; suffix < suffixes_.size(); ++suffix) {
                Word whole = joined(word, suffixes_[suffix]);
                if (hypothesis_.outputs[hypothesis_.after(0, whole)] != rows_[word][suffix]) {
                    return whole;
                }
            }
        }
        const CompleteSuite suite(minimized(hypothesis_), bounds_.extra_states);
        if (!suite.size()) {
            return NotLearned::suite_too_large;
        }
        const std::uint64_t size = hints_.size() + *suite.size();
        std::vector<Word> words;
        for (std::uint64_t number = 0; number < size; ++number) {
            words.push_back(number < hints_.size() ? hints_[number] : suite.word(number - hints_.size()));
            if (words.size() == words_at_once || number + 1 == size) {
                const auto found = outputs(words);
                if (!found) {
                    return NotLearned::unanswered;
                }
                for (std::size_t i = 0; i < words.size(); ++i) {
                    if (hypothesis_.outputs[hypothesis_.after(0, words[i])] != (*found)[i]) {
                        return words[i];
                    }
                }
                words.clear();
            }
        }
        return std::optional<Word>();
    }

    /// Adds the suffix of `word` that tells two words apart which the table took for one. Invariant of the search: with
    /// the access word of the first `low` letters put in their place the unknown answers as for the whole word, with
    /// that of the first `high` letters as the hypothesis does.
    std::optional<NotLearned> add_suffix(const Word& word) {
        const std::span<const std::uint32_t> letters(word);
        const std::uint32_t expected = hypothesis_.outputs[hypothesis_.after(0, letters)];
        const auto agrees = [&](std::size_t length) -> std::optional<bool> {
            const std::uint32_t state = hypothesis_.after(0, letters.first(length));
            const auto found = outputs({joined(access_[state], letters.subspan(length))});
            return found ? std::optional(found->front() == expected) : std::nullopt;
        };
        std::size_t low = 0;
        std::size_t high = letters.size();
        while (high - low > 1) {
            const std::size_t middle = (low + high) / 2;
            const std::optional<bool> agreed = agrees(middle);
            if (!agreed) {
                return NotLearned::unanswered;
            }
            (*agreed ? high : low) = middle;
        }
        Word suffix(letters.begin() + static_cast<std::ptrdiff_t>(high), letters.end());
        if (std::find(suffixes_.begin(), suffixes_.end(), suffix) != suffixes_.end()) {
            return NotLearned::not_deterministic;
        }
        suffixes_.push_back(std::move(suffix));
        return std::nullopt;
    }

    const LearnerBounds& bounds_;
    const std::vector<Word>& hints_;
    const Ask& ask_;
    std::vector<Word> access_{Word{}};
    std::vector<Word> suffixes_{Word{}};
    std::map<Word, Row> rows_;
    Machine hypothesis_;
    std::uint64_t asked_ = 0;
};

}  // namespace

std::variant<Learned, NotLearned> learn(const LearnerBounds& bounds, const std::vector<Word>& hints, const Ask& ask) {
    return Learner(bounds, hints, ask).learn();
}

}  // namespace rollout::analysis
