// Goal: who passes a complete suite is the machine, and the bound is tight. Method: small machines against every
// machine of the fault domain, one after the other; the editions' machines against every mutant with one fault, and
// samples of those with many; suites against the definition of their words, written out.
#include "suite.hpp"
#include "support/bounds.hpp"
#include "support/examination.hpp"
#include "support/gtest.hpp"

#include <array>
#include <limits>
#include <numeric>

#include "support/machines.hpp"

namespace rollout::tests {
namespace {

// The machines of the editions.

/// Returns the machine with the output or a step changed, of that number.
struct Mutants {
    const Machine& right;
    std::vector<std::uint32_t> outputs;  // that occur

    explicit Mutants(const Machine& of) : right(of), outputs(of.outputs) {
        std::sort(outputs.begin(), outputs.end());
        outputs.erase(std::unique(outputs.begin(), outputs.end()), outputs.end());
    }

    /// Calls `use` with every machine that differs in one output or one step.
    void for_each_first_order(auto use) const {
        Machine mutant = right;
        const auto change = [&](std::uint32_t& changed, std::uint32_t other) {
            const std::uint32_t before = changed;
            if (before != other) {
                changed = other;
                use(std::as_const(mutant));
                changed = before;
            }
        };
        for (std::uint32_t& output : mutant.outputs) {
            for (const std::uint32_t other : outputs) {
                change(output, other);
            }
        }
        for (std::uint32_t& step : mutant.steps) {
            for (std::uint32_t other = 0; other < right.size(); ++other) {
                change(step, other);
            }
        }
    }

    void add_fault(std::mt19937_64& random, Machine& mutant) const {
        if (below(random, 8) == 0) {
            mutant.outputs[below(random, mutant.size())] = outputs[below(random, outputs.size())];
        } else {
            mutant.steps[below(random, mutant.steps.size())] = below(random, mutant.size());
        }
    }

    /// Returns the machine with a second copy of a state, to which one step leads instead, and one fault in the copy:
    /// what is hardest to find.
    Machine with_a_faulty_copy(std::mt19937_64& random) const {
        Machine mutant = right;
        const auto copy = static_cast<std::uint32_t>(mutant.size());
        const std::uint32_t led_there = below(random, mutant.steps.size());
        const std::uint32_t state = mutant.steps[led_there];
        mutant.outputs.push_back(mutant.outputs[state]);
        for (std::uint32_t letter = 0; letter < mutant.letter_count; ++letter) {
            mutant.steps.push_back(right.step(state, letter));
        }
        mutant.steps[led_there] = copy;
        mutant.steps[copy * mutant.letter_count + below(random, mutant.letter_count)] = below(random, mutant.size());
        return mutant;
    }
};

struct Killed {
    std::uint64_t killed = 0;
    std::uint64_t equivalent = 0;
    std::uint64_t survivors = 0;

    void count(const Machine& right, const Machine& mutant, const Examination& examination) {
        const bool passes = examination.passes(mutant);
        const bool same = passes && agree(right, mutant);
        killed += passes ? 0 : 1;
        equivalent += same ? 1 : 0;
        survivors += passes && !same ? 1 : 0;
    }
    void record(const std::string& name) const {
        testing::Test::RecordProperty(name, std::to_string(killed) + " killed, " + std::to_string(equivalent) +
                                                " equivalent, " + std::to_string(survivors) + " survived");
    }
};

Machine of_operations(Edition edition) { return minimal_machine(analysis::whole_alphabet(edition, Level::operations)); }

const std::size_t sample = whole_bounds() ? 500 : 100;

TEST(Editions, SuitesKillEveryMutantWithOneFault) {
    for (const Edition edition : tested_editions()) {
        const Machine right = over_classes(of_operations(edition));
        const Examination examination{CompleteSuite(right, 0)};
        Killed all;
        Mutants(right).for_each_first_order([&](const Machine& mutant) { all.count(right, mutant, examination); });
        all.record(std::string(name(edition)));
        EXPECT_EQ(all.survivors, 0U) << name(edition);
        EXPECT_GT(all.killed, 2'000U) << name(edition);
        EXPECT_LT(all.equivalent, all.killed / 100) << name(edition);
    }
}

TEST(Editions, SuitesOverEveryLetterKillMutantsWithOneLetterWrong) {
    std::mt19937_64 random(2);
    for (const Edition edition : tested_editions()) {
        const Machine right = of_operations(edition);
        const Examination examination{CompleteSuite(right, 0)};
        const std::vector<std::uint32_t> first = letter_classes(right).first_letter;
        // The twin: one letter of each class says nothing of the others.
        std::vector<Word> of_classes = Examination::words_of(CompleteSuite(over_classes(right), 0));
        for (Word& word : of_classes) {
            for (std::uint32_t& letter : word) {
                letter = first[letter];
            }
        }
        const Examination over_one_a_class(right, of_classes);
        Killed all;
        std::size_t missed = 0;
        for (std::size_t i = 0; i < sample; ++i) {
            Machine mutant = right;
            const std::uint32_t fault = below(random, mutant.steps.size());
            mutant.steps[fault] = below(random, mutant.size());
            all.count(right, mutant, examination);
            missed += over_one_a_class.passes(mutant) && !agree(right, mutant) ? 1 : 0;
        }
        all.record(std::string(name(edition)));
        EXPECT_EQ(all.survivors, 0U) << name(edition);
        EXPECT_GT(all.killed, sample / 2) << name(edition);
        EXPECT_GT(missed, sample / 4) << name(edition);
    }
}

TEST(Editions, SuitesKillMutantsWithManyFaultsAndMoreStates) {
    std::mt19937_64 random(3);
    for (const Edition edition : tested_editions()) {
        const Machine right = over_classes(of_operations(edition));
        const Mutants mutants(right);
        const Examination for_none{CompleteSuite(right, 0)};
        const Examination for_one{CompleteSuite(right, 1)};
        Killed without;
        Killed with;
        Killed beyond;
        for (std::size_t i = 0; i < 10 * sample; ++i) {
            Machine mutant = right;
            for (std::uint32_t faults = 2 + below(random, 7); faults > 0; --faults) {
                mutants.add_fault(random, mutant);
            }
            without.count(right, mutant, for_none);
        }
        for (std::size_t i = 0; i < sample; ++i) {
            Machine mutant = mutants.with_a_faulty_copy(random);
            beyond.count(right, mutant, for_none);
            with.count(right, mutant, for_one);
            for (std::uint32_t faults = below(random, 7); faults > 0; --faults) {
                mutants.add_fault(random, mutant);
            }
            with.count(right, mutant, for_one);
        }
        without.record(std::string(name(edition)) + "_K0");
        with.record(std::string(name(edition)) + "_K1");
        beyond.record(std::string(name(edition)) + "_K0_beyond_its_bound");
        EXPECT_EQ(without.survivors, 0U) << name(edition);
        EXPECT_EQ(with.survivors, 0U) << name(edition);
        EXPECT_GT(without.killed, 9 * sample) << name(edition);
        EXPECT_GT(with.killed, sample) << name(edition);
        EXPECT_GT(beyond.survivors, 0U) << name(edition) << ": a suite for no more states finds all of them, too";
    }
}

// The words.

/// Returns the words of a suite by its definition.
std::set<Word> by_definition(const Machine& machine, unsigned extra_states, Method method) {
    const analysis::Separation apart = separation(machine);
    const std::vector<Word> access = access_words(machine);
    std::set<Word> words;
    const auto extend = [&](const auto& self, const Word& word, std::size_t more) -> void {
        std::vector<std::uint32_t> identifiers(apart.words.size());
        std::iota(identifiers.begin(), identifiers.end(), 0U);
        if (method == Method::hsi) {
            identifiers = apart.identifiers[machine.after(0, word)];
        }
        for (const std::uint32_t identifier : identifiers) {
            words.insert(joined(word, apart.words[identifier]));
        }
        for (std::uint32_t letter = 0; more > 0 && letter < machine.letter_count; ++letter) {
            self(self, joined(word, std::array{letter}), more - 1);
        }
    };
    for (const Word& word : access) {
        extend(extend, word, extra_states + 1);
    }
    return words;
}

/// What is behind an access word: by that many letters, which access word, which letters.
struct Place {
    std::size_t length;
    std::size_t state;
    Word letters;

    friend auto operator<=>(const Place&, const Place&) = default;
};

/// Returns the first place that the word has in a suite for that many more states.
Place place_of(const std::vector<Word>& access, unsigned extra_states, const Word& word) {
    const auto begins_with = [&](const Word& prefix) {
        return prefix.size() <= word.size() && std::equal(prefix.begin(), prefix.end(), word.begin());
    };
    Place place{0, 0, {}};
    for (std::size_t state = 0; state < access.size(); ++state) {
        if (begins_with(access[state]) && access[state].size() >= access[place.state].size()) {
            place.state = state;
        }
    }
    place.letters.assign(word.begin() + static_cast<std::ptrdiff_t>(access[place.state].size()), word.end());
    place.length = std::min<std::size_t>(place.letters.size(), extra_states + 1);
    return place;
}

void expect_as_defined(const Machine& machine, unsigned extra_states, std::uint64_t duplicates_max) {
    std::array<std::uint64_t, 2> sizes{};
    const std::vector<Word> access = access_words(machine);
    for (const Method method : methods) {
        const CompleteSuite suite(machine, extra_states, method);
        const std::vector<Word> words = Examination::words_of(suite);
        const std::set<Word> different(words.begin(), words.end());
        EXPECT_TRUE(different == by_definition(machine, extra_states, method));
        EXPECT_LE(words.size() - different.size(), method == Method::hsi ? 0U : duplicates_max);
        sizes[static_cast<std::size_t>(method)] = words.size();
        if (method == Method::w) {
            continue;  // its rare duplicates come before their place, too
        }
        // In order: those that are an access word and letters alone, by their place.
        Place last{0, 0, {}};
        std::size_t in_order = 0;
        for (const Word& word : words) {
            Place place = place_of(access, extra_states, word);
            if (place.letters.size() <= extra_states + 1) {
                EXPECT_TRUE(in_order == 0 || last < place);
                last = std::move(place);
                ++in_order;
            }
        }
        EXPECT_GE(in_order, access.size() + machine.size() * machine.letter_count - (machine.size() - 1));
    }
    EXPECT_LE(sizes[1], sizes[0]) << "identifiers are more than all words";
}

TEST(Suites, HaveTheWordsOfTheirDefinition) {
    for (const Edition edition : tested_editions()) {
        if (edition >= Edition::finalizers) {
            continue;  // over operations the machine of settled
        }
        SCOPED_TRACE(name(edition));
        const Machine machine = over_classes(of_operations(edition));
        expect_as_defined(machine, 0, edition < Edition::settled ? 0 : 35);
        expect_as_defined(machine, 1, edition < Edition::settled ? 0 : 701);
        const Machine over_every_letter = of_operations(edition);
        const CompleteSuite suite(over_every_letter, 0);
        const std::vector<Word> words = Examination::words_of(suite);
        EXPECT_EQ(std::set<Word>(words.begin(), words.end()).size(), suite.size().value());
        EXPECT_LT(suite.size().value(), CompleteSuite(over_every_letter, 0, Method::w).size().value());
    }
    std::mt19937_64 random(5);
    for (int i = 0; i < 20; ++i) {
        const Machine machine = random_minimal_machine(random, 1 + below(random, 5), 2, 2);
        for (const unsigned extra_states : {0U, 1U, 3U}) {
            for (const Method method : methods) {
                const std::vector<Word> words = Examination::words_of(CompleteSuite(machine, extra_states, method));
                EXPECT_TRUE(std::set<Word>(words.begin(), words.end()) == by_definition(machine, extra_states, method));
            }
        }
    }
}

TEST(Suites, AreCountedAsLongAs64BitsCan) {
    const Machine machine = of_operations(Edition::pause);
    std::uint64_t before = 0;
    unsigned extra_states = 0;
    for (;; ++extra_states) {
        const CompleteSuite suite(machine, extra_states);
        if (!suite.size()) {
            break;
        }
        const std::uint64_t size = *suite.size();
        // Each step asks another letter behind what was: nearly as many times more as there are letters.
        if (before != 0) {
            const auto growth = static_cast<double>(size) / static_cast<double>(before);
            EXPECT_NEAR(growth, static_cast<double>(machine.letter_count), 12.0) << extra_states;
        }
        before = size;
        const std::vector<Word> access = access_words(machine);
        for (const std::uint64_t number : {size - 1, size / 2, size / 3, std::uint64_t{0}}) {
            EXPECT_LE(place_of(access, extra_states, suite.word(number)).letters.size(), extra_states + 1 + 3)
                << number;
        }
        EXPECT_EQ(place_of(access, extra_states, suite.word(size - 1)).length, extra_states + 1);
    }
    EXPECT_GT(static_cast<double>(before) * static_cast<double>(machine.letter_count),
              static_cast<double>(std::numeric_limits<std::uint64_t>::max()) / 2);
    EXPECT_EQ(extra_states, 8U);
    EXPECT_FALSE(CompleteSuite(machine, 100).size().has_value());
}

}  // namespace
}  // namespace rollout::tests
