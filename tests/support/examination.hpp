// A suite as an examination: its words with the outputs that are right.
#pragma once

#include <array>
#include <vector>

#include "suite.hpp"
#include "support/machines.hpp"

namespace rollout::tests {

using analysis::CompleteSuite;
using analysis::Method;

inline constexpr std::array methods{Method::w, Method::hsi};

/// Words with the outputs that are right.
class Examination {
public:
    Examination(const Machine& right, std::vector<Word> words) : words_(std::move(words)) {
        for (const Word& word : words_) {
            outputs_.push_back(output_after(right, word));
        }
    }
    explicit Examination(const CompleteSuite& suite) : Examination(suite.machine(), words_of(suite)) {}

    static std::vector<Word> words_of(const CompleteSuite& suite) {
        std::vector<Word> words;
        for (std::uint64_t number = 0; number < suite.size().value(); ++number) {
            words.push_back(suite.word(number));
        }
        return words;
    }

    bool passes(const Machine& machine) const {
        for (std::size_t i = 0; i < words_.size(); ++i) {
            if (output_after(machine, words_[i]) != outputs_[i]) {
                return false;
            }
        }
        return true;
    }

private:
    std::vector<Word> words_;
    std::vector<std::uint32_t> outputs_;
};

}  // namespace rollout::tests
