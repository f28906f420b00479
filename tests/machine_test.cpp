// Goal: every edition's machine is right and minimal, and so are products and differences of machines. Method: the
// reference is asked for the outputs; that no machine is smaller is shown by words that tell states apart, that it is
// right for every list by a homomorphism from all summaries; small machines are compared with brute force.

#include <array>
#include <map>
#include <numeric>

#include "product.hpp"
#include "support/bounds.hpp"
#include "support/exhaustive.hpp"
#include "support/gtest.hpp"
#include "support/machines.hpp"

namespace rollout::tests {
namespace {

// States and classes of letters of children, by edition; of operations, unreleased and released.
struct Sizes {
    std::size_t states;
    std::size_t classes;

    friend bool operator==(Sizes, Sizes) = default;
};
void PrintTo(Sizes sizes, std::ostream* out) { *out << sizes.states << " states, " << sizes.classes << " classes"; }

struct EditionSizes {
    Edition edition;
    std::array<Sizes, 3> by_alphabet;  // in the order of alphabets_of
};
constexpr std::array edition_sizes{
    EditionSizes{Edition::b1, {Sizes{14, 13}, Sizes{14, 13}, Sizes{14, 13}}},
    EditionSizes{Edition::b2, {Sizes{19, 14}, Sizes{19, 14}, Sizes{19, 14}}},
    EditionSizes{Edition::b3, {Sizes{19, 14}, Sizes{19, 14}, Sizes{19, 14}}},
    EditionSizes{Edition::b4, {Sizes{19, 14}, Sizes{19, 14}, Sizes{19, 14}}},
    EditionSizes{Edition::pause, {Sizes{22, 15}, Sizes{19, 14}, Sizes{22, 15}}},
    EditionSizes{Edition::settled, {Sizes{35, 21}, Sizes{29, 20}, Sizes{35, 21}}},
    EditionSizes{Edition::finalizers, {Sizes{35, 21}, Sizes{29, 20}, Sizes{66, 48}}},
    EditionSizes{Edition::steps, {Sizes{35, 21}, Sizes{29, 20}, Sizes{66, 48}}},
};

void expect_numbered_breadth_first(const std::vector<Word>& access) {
    ASSERT_TRUE(access.front().empty());
    for (std::size_t state = 1; state < access.size(); ++state) {
        const Word& word = access[state];
        ASSERT_FALSE(word.empty());
        EXPECT_EQ(std::count(access.begin(), access.end(), Word(word.begin(), word.end() - 1)), 1) << "no tree";
        const Word& before = access[state - 1];
        EXPECT_TRUE(before.size() == word.size() ? before < word : before.size() < word.size()) << state;
    }
}

/// Returns, for each letter of operations, the letter of children that it means.
std::vector<std::uint32_t> meant(const Alphabet& operations) {
    std::vector<std::uint32_t> letters;
    for (const analysis::Letter letter : operations.letters) {
        const std::size_t flags = flags_of(reference::child(operations.edition, letter.operation(), operations.latch));
        letters.push_back(static_cast<std::uint32_t>(static_cast<std::size_t>(letter.state) * flags_count + flags));
    }
    return letters;
}

// The upper bound: a list's state depends on its summary alone, so the machine is right for lists of every length.
void expect_image_of_the_summaries(const Alphabet& alphabet, const Machine& machine) {
    const analysis::LetterClasses classes = letter_classes(machine);
    struct Letter {
        Summary summary;
        std::uint32_t number;
    };
    std::vector<Letter> letters;
    for (std::uint32_t number = 0; number < alphabet.letters.size(); ++number) {
        const Summary summary = alphabet.summary(alphabet.letters[number]);
        const auto known = std::find_if(letters.begin(), letters.end(),
                                        [&](const Letter& letter) { return letter.summary == summary; });
        if (known == letters.end()) {
            letters.push_back({summary, number});
        } else {
            EXPECT_EQ(classes.of_letter[number], classes.of_letter[known->number]);
        }
    }
    constexpr std::uint8_t unknown = 255;
    ASSERT_LT(machine.size(), unknown);
    std::vector<std::uint8_t> state_of(std::size_t{1} << 24, unknown);
    state_of[0] = 0;
    std::uint64_t summaries = 0;
    for_each_summary(alphabet.edition, [&](Summary summary, std::span<const Child> list) {
        ++summaries;
        const std::uint32_t state = state_of.at(summary.facts);
        EXPECT_TRUE(state != unknown &&
                    machine.outputs[state] == static_cast<std::uint32_t>(finish(alphabet.edition, summary)))
            << text_of(list);
        for (const Letter& letter : letters) {
            const std::uint32_t next = machine.step(state, letter.number);
            std::uint8_t& found = state_of.at(combine(summary, letter.summary).facts);
            found = found == unknown ? static_cast<std::uint8_t>(next) : found;
            if (found != next) {
                ADD_FAILURE() << text_of(list) << ", then " << alphabet.text(alphabet.letters[letter.number]);
            }
        }
        return !testing::Test::HasFailure();
    });
    EXPECT_EQ(summaries, summaries_expected(alphabet.edition));
}

// The lower bound, and that outputs are right where they are looked at.
TEST(Machines, AreRightForEveryListAndMinimal) {
    for (const EditionSizes& expected : edition_sizes) {
        const std::vector<Alphabet> alphabets = alphabets_of(expected.edition);
        const Machine of_children = minimal_machine(alphabets.back());
        const std::vector<Edition> tested = tested_editions();
        if (std::find(tested.begin(), tested.end(), expected.edition) != tested.end()) {
            expect_image_of_the_summaries(alphabets.back(), of_children);
        }
        for (std::size_t i = 0; i < alphabets.size(); ++i) {
            const Alphabet& alphabet = alphabets[i];
            SCOPED_TRACE(std::string(name(expected.edition)) + " " + std::string(name(alphabet.level)));
            const bool is_of_operations = alphabet.level == Level::operations;
            const Machine machine = is_of_operations ? minimal_machine(alphabet) : of_children;
            if (is_of_operations) {
                EXPECT_EQ(restricted(of_children, meant(alphabet)), machine);
            }
            const Sizes sizes{machine.size(), letter_classes(machine).first_letter.size()};
            EXPECT_EQ(sizes, expected.by_alphabet[i]);
            const std::vector<Word> access = access_words(machine);
            expect_numbered_breadth_first(access);
            const analysis::Separation apart = separation(machine);
            EXPECT_TRUE(apart.words.front().empty());
            for (std::uint32_t state = 0; state < machine.size(); ++state) {
                EXPECT_EQ(machine.after(0, access[state]), state);
                EXPECT_EQ(State(machine.outputs[state]), by_reference(alphabet, access[state]));
                ASSERT_EQ(apart.word_of_pair[state].size(), state);
                for (std::uint32_t other = 0; other < state; ++other) {
                    const std::uint32_t number = apart.word_of_pair[state][other];
                    const Word& word = apart.words[number];
                    EXPECT_NE(by_reference(alphabet, joined(access[state], word)),
                              by_reference(alphabet, joined(access[other], word)))
                        << state << " and " << other;
                    for (const std::uint32_t of : {state, other}) {
                        const auto& identifiers = apart.identifiers[of];
                        EXPECT_TRUE(std::count(identifiers.begin(), identifiers.end(), number) == 1 &&
                                    identifiers.front() == 0)
                            << of << " is not identified by word " << number;
                    }
                }
            }
            for (std::uint32_t letter = 0; letter < machine.letter_count; ++letter) {
                EXPECT_EQ(State(machine.outputs[machine.step(0, letter)]), by_reference(alphabet, std::array{letter}));
            }
        }
    }
}

// Small machines against brute force.

/// Returns `machine` with each state several times over, as many states that nothing reaches, in another order.
Machine with_duplicates(std::mt19937_64& random, const Machine& machine) {
    std::vector<std::uint32_t> original{0};  // of each new state
    for (std::uint32_t state = 0; state < machine.size(); ++state) {
        original.insert(original.end(), 1 + below(random, 3), state);
    }
    std::shuffle(original.begin() + 1, original.end(), random);
    const auto a_copy_of = [&](std::uint32_t state) {
        std::uint32_t copy = below(random, original.size());
        while (original[copy] != state) {
            copy = below(random, original.size());
        }
        return copy;
    };
    Machine made{machine.letter_count, {}, {}};
    for (const std::uint32_t state : original) {
        made.outputs.push_back(machine.outputs[state]);
        for (std::uint32_t letter = 0; letter < machine.letter_count; ++letter) {
            made.steps.push_back(a_copy_of(machine.step(state, letter)));
        }
    }
    for (std::size_t unreached = 0; unreached < machine.size(); ++unreached) {
        made.outputs.push_back(below(random, 5));
        for (std::uint32_t letter = 0; letter < machine.letter_count; ++letter) {
            made.steps.push_back(below(random, original.size()));
        }
    }
    return made;
}

/// Calls `use` with every word over that many letters, shorter ones first.
void for_each_word(std::size_t letters, std::size_t length_max, auto use) {
    std::vector<std::uint32_t> alphabet(letters);
    std::iota(alphabet.begin(), alphabet.end(), 0U);
    any_list(std::span<const std::uint32_t>(alphabet), length_max, [&](std::span<const std::uint32_t> word) {
        use(word);
        return false;
    });
}

TEST(Machines, AreMinimizedToOneValue) {
    std::mt19937_64 random(1);
    for (int i = 0; i < 300; ++i) {
        const Machine machine = random_minimal_machine(random, 1 + below(random, 8), 1 + below(random, 3), 3);
        EXPECT_EQ(minimized(machine), machine);
        EXPECT_EQ(minimized(with_duplicates(random, machine)), machine);
    }
    for (const Edition edition : {Edition::b1, Edition::pause}) {
        const Machine machine = minimal_machine(analysis::whole_alphabet(edition, Level::operations));
        EXPECT_EQ(minimized(with_duplicates(random, machine)), machine);
    }
}

TEST(Machines, AreRestrictedToTheWordsOverTheLettersThatAreLeft) {
    std::mt19937_64 random(2);
    for (int i = 0; i < 100; ++i) {
        const Machine machine = random_machine(random, 4, 3, 2);
        const std::vector<std::uint32_t> letters{below(random, 3), below(random, 3)};
        const Machine part = restricted(machine, letters);
        EXPECT_EQ(minimized(part), part);
        for_each_word(2, 6, [&](std::span<const std::uint32_t> word) {
            Word in_machine;
            for (const std::uint32_t letter : word) {
                in_machine.push_back(letters[letter]);
            }
            EXPECT_EQ(output_after(part, word), output_after(machine, in_machine));
        });
    }
}

TEST(Products, HaveEveryKindOfDifferenceWithAShortestWord) {
    std::mt19937_64 random(3);
    std::size_t kinds = 0;
    for (int i = 0; i < 200; ++i) {
        const Machine left = random_machine(random, 1 + below(random, 3), 2, 3);
        const Machine right = i % 10 == 0 ? with_duplicates(random, left) : random_machine(random, 3, 2, 3);
        std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> shortest;
        // A word that visits no pair of states twice is shorter than there are pairs.
        for_each_word(2, i % 10 == 0 ? 3 : 8, [&](std::span<const std::uint32_t> word) {
            const std::pair outputs{output_after(left, word), output_after(right, word)};
            if (outputs.first != outputs.second) {
                shortest.emplace(outputs, word.size());
            }
        });
        const analysis::Product found = product(left, right);
        const analysis::Product mirrored = product(right, left);
        EXPECT_EQ(found.kinds.size(), shortest.size());
        EXPECT_EQ(found.pairs, mirrored.pairs);
        EXPECT_EQ(mirrored.kinds.size(), shortest.size());
        kinds += shortest.size();
        std::size_t length = 0;
        for (const analysis::KindOfDifference& kind : found.kinds) {
            const auto expected = shortest.find({kind.left, kind.right});
            ASSERT_NE(expected, shortest.end());
            EXPECT_EQ(kind.word.size(), expected->second);
            EXPECT_GE(kind.word.size(), length) << "shortest first";
            length = kind.word.size();
            EXPECT_EQ(output_after(left, kind.word), kind.left);
            EXPECT_EQ(output_after(right, kind.word), kind.right);
            EXPECT_TRUE(std::any_of(mirrored.kinds.begin(), mirrored.kinds.end(), [&](const auto& other) {
                return other.left == kind.right && other.right == kind.left && other.word.size() == kind.word.size();
            }));
        }
    }
    EXPECT_GT(kinds, 300U);
}

/// The kinds of differences of two editions, with the length of a shortest list.
using Kinds = std::map<std::pair<State, State>, std::size_t>;

/// Returns those that lists of up to three letters of that level have, by the reference.
void add_short_kinds(Kinds& kinds, const Alphabet& earlier, const Alphabet& later) {
    std::vector<std::uint32_t> letters(earlier.letters.size());
    std::iota(letters.begin(), letters.end(), 0U);
    const std::vector<std::uint32_t> different = analysis::one_of_each(letters, [&](std::uint32_t letter) {
        return std::pair(earlier.summary(earlier.letters[letter]).facts, later.summary(later.letters[letter]).facts);
    });
    any_list(std::span<const std::uint32_t>(different), long_alphabet_length(),
             [&](std::span<const std::uint32_t> word) {
                 const std::pair answers{by_reference(earlier, word), by_reference(later, word)};
                 if (answers.first != answers.second) {
                     std::size_t& length = kinds.try_emplace(answers, word.size()).first->second;
                     length = std::min(length, word.size());
                 }
                 return false;
             });
}

TEST(Differences, AreAllThatShortListsHaveAndMirrored) {
    const std::vector<Edition> tested = tested_editions();
    for (std::size_t i = 1; i < tested.size() && tested[i] < Edition::finalizers; ++i) {
        const Edition earlier = tested[i - 1];
        const Edition later = tested[i];
        SCOPED_TRACE(std::string(name(earlier)) + " and " + std::string(name(later)));
        Kinds brute;
        const std::vector<Alphabet> of_earlier = alphabets_of(earlier);
        const std::vector<Alphabet> of_later = alphabets_of(later);
        for (std::size_t level = 0; level < of_earlier.size(); ++level) {
            add_short_kinds(brute, of_earlier[level], of_later[level]);
        }
        const analysis::Differences found = analysis::differences(earlier, later);
        Kinds kinds;
        for (const analysis::Difference& difference : found.kinds) {
            Alphabet alphabet = analysis::whole_alphabet(earlier, difference.level, difference.latch);
            alphabet.letters = difference.list;
            Word word(difference.list.size());
            std::iota(word.begin(), word.end(), 0U);
            EXPECT_EQ(by_reference(alphabet, word), difference.before) << difference.rollout;
            alphabet.edition = later;
            EXPECT_EQ(by_reference(alphabet, word), difference.after) << difference.rollout;
            EXPECT_NE(difference.before, difference.after);
            EXPECT_EQ(difference.rollout, alphabet.text(word));
            EXPECT_TRUE(kinds.emplace(std::pair(difference.before, difference.after), word.size()).second);
        }
        for (const auto& kind : brute) {
            const auto& [answers, length] = kind;
            ASSERT_TRUE(kinds.contains(answers)) << token(answers.first) << " -> " << token(answers.second);
            EXPECT_GE(kinds.at(answers), length);
        }
        if (later >= Edition::settled) {
            continue;  // its machine takes a second
        }
        Kinds mirrored;
        for (const analysis::Difference& difference : analysis::differences(later, earlier).kinds) {
            mirrored.emplace(std::pair(difference.after, difference.before), difference.list.size());
        }
        EXPECT_EQ(mirrored, kinds);
        EXPECT_TRUE(analysis::differences(earlier, earlier).kinds.empty());
    }
}

TEST(Differences, OfB2AndB4AreTheNameOfTheHold) {
    const analysis::Differences found = analysis::differences(Edition::b2, Edition::b4);
    ASSERT_EQ(found.kinds.size(), 1U);
    EXPECT_EQ(found.kinds.front().rollout, "pending failed:continue");
    EXPECT_EQ(found.kinds.front().before, State::running);
    EXPECT_EQ(found.kinds.front().after, State::running_degraded);
}

}  // namespace
}  // namespace rollout::tests
