// Goal: what is learned is exact within the stated bound, and what can't be learned is said to be. Method: machines
// that are known are asked as if they were not.

#include <map>

#include "learner.hpp"
#include "support/gtest.hpp"
#include "support/machines.hpp"

namespace rollout::tests {
namespace {

/// Answers as a machine does, and counts.
struct Unknown {
    const Machine& machine;
    std::uint64_t words = 0;
    std::uint64_t calls = 0;
    std::uint64_t calls_max = ~std::uint64_t{0};  // beyond, one answer less

    analysis::Ask ask() {
        return [this](const std::vector<Word>& asked) {
            std::vector<std::uint32_t> answers;
            for (const Word& word : asked) {
                answers.push_back(output_after(machine, word));
                ++words;
            }
            if (calls++ >= calls_max && !answers.empty()) {
                answers.pop_back();
            }
            return answers;
        };
    }
};

std::vector<Word> words_of(const analysis::CompleteSuite& suite) {
    std::vector<Word> words;
    for (std::uint64_t number = 0; number < suite.size().value(); ++number) {
        words.push_back(suite.word(number));
    }
    return words;
}

TEST(Learning, FindsTheMachineOfEveryEditionByItsOwnSuite) {
    for (const Edition edition : tested_editions()) {
        const Machine machine = minimal_machine(analysis::whole_alphabet(edition, Level::operations));
        Unknown unknown{machine};
        const auto learned = analysis::learn({.letter_count = machine.letter_count},
                                             words_of(analysis::CompleteSuite(machine, 0)), unknown.ask());
        ASSERT_TRUE(std::holds_alternative<analysis::Learned>(learned)) << name(edition);
        EXPECT_EQ(std::get<analysis::Learned>(learned).machine, machine) << name(edition);
        EXPECT_EQ(std::get<analysis::Learned>(learned).asked, unknown.words);
    }
}

TEST(Learning, FindsEveryMachineWithinItsBoundWithoutHints) {
    std::mt19937_64 random(4);
    std::size_t beyond = 0;
    for (int i = 0; i < 200; ++i) {
        const std::size_t states = 1 + below(random, 5);
        const Machine machine = random_minimal_machine(random, states, 1 + below(random, 2), 2);
        for (unsigned extra_states = 0; extra_states < states; ++extra_states) {
            Unknown unknown{machine};
            const auto learned = analysis::learn({machine.letter_count, extra_states}, {}, unknown.ask());
            ASSERT_TRUE(std::holds_alternative<analysis::Learned>(learned));
            const Machine& found = std::get<analysis::Learned>(learned).machine;
            EXPECT_EQ(found == machine, found.size() + extra_states >= states);
            beyond += found == machine ? 0 : 1;
        }
    }
    EXPECT_GT(beyond, 0U) << "the bound was never needed";
}

TEST(Learning, FindsAPlantedFault) {
    const Machine machine = minimal_machine(analysis::whole_alphabet(Edition::b2, Level::operations));
    const std::vector<Word> hints = words_of(analysis::CompleteSuite(machine, 0));
    std::mt19937_64 random(5);
    std::size_t exact = 0;
    for (int i = 0; i < 20; ++i) {
        Machine faulty = machine;
        faulty.steps[below(random, faulty.steps.size())] = below(random, faulty.size());
        if (agree(faulty, machine)) {
            continue;
        }
        Unknown unknown{faulty};
        const auto learned = analysis::learn({machine.letter_count}, hints, unknown.ask());
        ASSERT_TRUE(std::holds_alternative<analysis::Learned>(learned));
        const Machine& found = std::get<analysis::Learned>(learned).machine;
        const analysis::Product differences = product(machine, found);
        ASSERT_FALSE(differences.kinds.empty());
        exact += found == minimized(faulty) ? 1 : 0;
    }
    EXPECT_GE(exact, 15U);
}

TEST(Learning, SaysWhyItFailed) {
    const auto failure = [](const auto& learned) { return std::get<analysis::NotLearned>(learned); };
    std::mt19937_64 random(6);
    const analysis::Ask counter = [](const std::vector<Word>& words) {
        std::vector<std::uint32_t> lengths;
        for (const Word& word : words) {
            lengths.push_back(static_cast<std::uint32_t>(word.size()));
        }
        return lengths;
    };
    EXPECT_EQ(failure(analysis::learn({.letter_count = 2}, {}, counter)), analysis::NotLearned::too_many_states);
    const Machine small = over_classes(minimal_machine(analysis::whole_alphabet(Edition::b1, Level::operations)));
    for (const bool is_enough : {false, true}) {
        Unknown unknown{small};
        const auto learned = analysis::learn({small.letter_count, 0, small.size() - (is_enough ? 0U : 1U)},
                                             words_of(analysis::CompleteSuite(small, 0)), unknown.ask());
        EXPECT_EQ(std::holds_alternative<analysis::Learned>(learned), is_enough);
    }
    const analysis::Ask constant = [](const std::vector<Word>& words) {
        return std::vector<std::uint32_t>(words.size(), 0);
    };
    EXPECT_EQ(failure(analysis::learn({.letter_count = 2, .extra_states = 100}, {}, constant)),
              analysis::NotLearned::suite_too_large);
    // A coin beside a machine: what one word says changes from one asking to the next.
    const Machine machine = minimal_machine(analysis::whole_alphabet(Edition::b1, Level::operations));
    for (int i = 0; i < 20; ++i) {
        std::map<Word, std::uint32_t> asked;
        const analysis::Ask fickle = [&](const std::vector<Word>& words) {
            std::vector<std::uint32_t> answers;
            for (const Word& word : words) {
                answers.push_back(word.size() > 2 && random() % 2 == 0 ? 1000 : output_after(machine, word));
            }
            return answers;
        };
        const auto learned = analysis::learn({.letter_count = machine.letter_count},
                                             words_of(analysis::CompleteSuite(machine, 0)), fickle);
        ASSERT_TRUE(std::holds_alternative<analysis::NotLearned>(learned));
        EXPECT_EQ(failure(learned), analysis::NotLearned::not_deterministic);
    }
}

TEST(Learning, StopsWhereAnAnswerIsMissing) {
    const Machine machine = over_classes(minimal_machine(analysis::whole_alphabet(Edition::b1, Level::operations)));
    const std::vector<Word> hints = words_of(analysis::CompleteSuite(machine, 0));
    Unknown whole{machine};
    analysis::learn({.letter_count = machine.letter_count}, hints, whole.ask());
    ASSERT_GT(whole.calls, 20U);
    for (std::uint64_t calls = 0; calls < whole.calls; ++calls) {
        Unknown unknown{machine, 0, 0, calls};
        const auto learned = analysis::learn({.letter_count = machine.letter_count}, hints, unknown.ask());
        ASSERT_TRUE(std::holds_alternative<analysis::NotLearned>(learned)) << calls;
        EXPECT_EQ(std::get<analysis::NotLearned>(learned), analysis::NotLearned::unanswered);
    }
}

}  // namespace
}  // namespace rollout::tests
