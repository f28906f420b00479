// Goal: who passes a complete suite is the machine, and the bound is tight. Method: small machines against every
// machine of the fault domain, one after the other.

#include "suite.hpp"
#include "support/bounds.hpp"
#include "support/examination.hpp"
#include "support/gtest.hpp"

#include "support/machines.hpp"

namespace rollout::tests {
namespace {

constexpr std::size_t letter_count = 2;
constexpr std::size_t output_count = 2;

/// Calls `use` with every machine of that many states over two letters and outputs. Returns how many there are.
std::uint64_t for_each_machine(std::size_t states, auto use) {
    Machine machine{letter_count, std::vector<std::uint32_t>(states, 0),
                    std::vector<std::uint32_t>(states * letter_count, 0)};
    std::uint64_t machines = 0;
    for (bool more = true; more;) {
        ++machines;
        use(std::as_const(machine));
        // Counts, an output or a step a digit.
        more = false;
        const auto add_one = [&](std::uint32_t& digit, std::size_t base) {
            digit = digit + 1 < base ? digit + 1 : 0;
            more = digit != 0;
        };
        for (std::size_t i = 0; i < machine.outputs.size() && !more; ++i) {
            add_one(machine.outputs[i], output_count);
        }
        for (std::size_t i = 0; i < machine.steps.size() && !more; ++i) {
            add_one(machine.steps[i], states);
        }
    }
    return machines;
}

/// What became of all machines of up to that many states.
struct Outcome {
    std::uint64_t machines = 0;
    std::uint64_t same = 0;       // passed and are right
    std::uint64_t survivors = 0;  // passed and are wrong
};

Outcome examine_all(const Machine& right, const Examination& examination, std::size_t states_max) {
    Outcome outcome;
    for (std::size_t states = 1; states <= states_max; ++states) {
        outcome.machines += for_each_machine(states, [&](const Machine& machine) {
            if (examination.passes(machine)) {
                ++(agree(machine, right) ? outcome.same : outcome.survivors);
            }
        });
    }
    return outcome;
}

/// Minimal machines of up to three states: every one of one and two states, then random ones.
std::vector<Machine> small_machines() {
    std::vector<Machine> machines;
    for (std::size_t states = 1; states <= 2; ++states) {
        for_each_machine(states, [&](const Machine& machine) {
            if (analysis::minimized(machine) == machine) {
                machines.push_back(machine);
            }
        });
    }
    // A counter to three, a lock with the key 0 0, a latch.
    machines.push_back({2, {0, 0, 1}, {1, 1, 2, 2, 0, 0}});
    machines.push_back({2, {0, 0, 1}, {1, 0, 2, 0, 2, 2}});
    machines.push_back({2, {0, 1, 1}, {1, 0, 1, 2, 0, 2}});
    std::mt19937_64 random(1);
    for (int i = 0; i < 12; ++i) {
        machines.push_back(random_minimal_machine(random, 3, letter_count, output_count));
    }
    return machines;
}

TEST(SmallMachines, AreTheOnlyOnesThatPassTheirSuites) {
    std::uint64_t machines = 0;
    std::size_t at_the_bound = 0;  // specifications that some machine with one state more survives with K = 0
    std::size_t suites = 0;
    for (const Machine& right : small_machines()) {
        ASSERT_EQ(analysis::minimized(right), right);
        for (const unsigned extra_states : {0U, 1U}) {
            const std::size_t states_max = right.size() + extra_states;
            if (states_max > (whole_bounds() ? 4 : 3)) {
                continue;
            }
            for (const Method method : methods) {
                const Examination examination{CompleteSuite(right, extra_states, method)};
                const Outcome outcome = examine_all(right, examination, states_max);
                EXPECT_EQ(outcome.survivors, 0U);
                EXPECT_GT(outcome.same, 0U);
                machines += outcome.machines;
                ++suites;
                if (extra_states == 1) {  // the twin: the suite for one state less
                    const Examination smaller{CompleteSuite(right, 0, method)};
                    at_the_bound += examine_all(right, smaller, states_max).survivors > 0 ? 1 : 0;
                }
            }
        }
    }
    RecordProperty("machines", std::to_string(machines));
    RecordProperty("suites", std::to_string(suites));
    RecordProperty("survived_with_one_state_more", std::to_string(at_the_bound));
    EXPECT_GT(machines, whole_bounds() ? 30'000'000U : 200'000U);
    EXPECT_GT(at_the_bound, suites / 4) << "the bound is not tight";
}

// A counter to three needs a fourth state to be told from one to four: the bound of the suite, by an example.
TEST(SmallMachines, AreTakenForLargerOnesBeyondTheBound) {
    const Machine three{1, {0, 0, 1}, {1, 2, 0}};
    const Machine five{1, {0, 0, 1, 0, 0}, {1, 2, 3, 4, 0}};  // right for five letters
    for (const Method method : methods) {
        EXPECT_FALSE(agree(three, five));
        EXPECT_TRUE(Examination{CompleteSuite(three, 0, method)}.passes(five));
        EXPECT_FALSE(Examination{CompleteSuite(three, 2, method)}.passes(five));
    }
}

TEST(SmallMachines, AreMissedByASuiteThatLacksAWord) {
    std::size_t needed = 0;
    std::size_t words_in_all = 0;
    for (const Machine& right : small_machines()) {
        const std::vector<Word> words = Examination::words_of(CompleteSuite(right, 0));
        for (std::size_t left_out = 0; left_out < words.size(); ++left_out) {
            std::vector<Word> fewer = words;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(left_out));
            needed += examine_all(right, Examination(right, fewer), right.size()).survivors > 0 ? 1 : 0;
            ++words_in_all;
        }
    }
    RecordProperty("needed_words", std::to_string(needed) + " of " + std::to_string(words_in_all));
    EXPECT_GT(needed, words_in_all / 4);
}

}  // namespace
}  // namespace rollout::tests
