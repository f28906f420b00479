// Goal: a fleet is projected as its rollouts are one by one, whatever the instructions, the threads and the bytes.
// Method: the fold of `combine` over the letters judges the scan, on every instruction set that this machine has; the
// reference judges the verdicts. Every letter, every pair of letters around the edges of the registers, every two
// places of a pause and a hold; random fleets; bytes that are no letters.
#include <hwy/highway.h>

#include <algorithm>
#include <random>
#include <set>

#include <rollout/fleet.hpp>
#include <rollout/project.hpp>
#include <rollout/reference/projection.hpp>

#include "packed_letters.hpp"
#include "scan.hpp"
#include "support/bounds.hpp"
#include "support/gtest.hpp"

namespace rollout::tests {
namespace {

constexpr std::size_t letter_count = packed::row_count * packed::column_count;

constexpr std::size_t register_bytes_max = 64;
/// A block of the widest registers, two registers more, and a rest.
constexpr std::size_t long_size = 10 * register_bytes_max + 7;

/// The places at both sides of each edge: of 16 bytes, of registers, of a block, of the list.
const std::vector<std::size_t> edges{0,   1,   15,  16,  31,  32,  63,  64,           65,
                                     127, 128, 511, 512, 513, 575, 576, long_size - 1};

std::vector<std::int64_t> targets() {
    std::vector<std::int64_t> found = hwy::SupportedAndGeneratedTargets();
    if (std::find(found.begin(), found.end(), HWY_STATIC_TARGET) == found.end()) {
        found.push_back(HWY_STATIC_TARGET);  // letter by letter
    }
    return found;
}

/// Each test, once for each instruction set.
class OnEachTarget : public testing::TestWithParam<std::int64_t> {
protected:
    void SetUp() override {
        hwy::SetSupportedTargetsForTest(GetParam());
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
        ASSERT_STREQ(packed::scan_target(), hwy::TargetName(GetParam()));
    }
    void TearDown() override {
        hwy::SetSupportedTargetsForTest(0);
        hwy::GetChosenTarget().DeInit();
    }
};
INSTANTIATE_TEST_SUITE_P(Target, OnEachTarget, testing::ValuesIn(targets()),
                         [](const auto& parameter) { return std::string(hwy::TargetName(parameter.param)); });

/// Returns the letters that `edition` packs, each once.
std::vector<PackedLetter> letters_of(Edition edition) {
    std::set<PackedLetter> found;
    for (std::size_t state = 0; state < state_count; ++state) {
        for (std::size_t flags = 0; flags < flags_count; ++flags) {
            found.insert(pack(edition, child_with(State(state), flags)));
        }
    }
    return {found.begin(), found.end()};
}

Summary folded(std::span<const PackedLetter> letters) {
    Summary whole;
    for (const PackedLetter letter : letters) {
        whole = combine(whole, unpack(letter));
    }
    return whole;
}

/// Compares the scan itself, which short lists do not reach otherwise, and the summary of the list.
void expect_folded(Edition edition, const std::vector<PackedLetter>& letters) {
    const Summary expected = folded(letters);
    ASSERT_EQ(packed::scanned(ordered(edition), 0, letters), expected.facts) << name(edition);
    ASSERT_EQ(summarize(edition, letters), expected) << name(edition);
}

TEST(PackedLetters, AreTheLettersOfTheirChildren) {
    std::set<PackedLetter> all;
    for (const EditionFacts& facts : editions) {
        for (std::size_t state = 0; state < state_count; ++state) {
            for (std::size_t flags = 0; flags < flags_count; ++flags) {
                const Child child = child_with(State(state), flags);
                EXPECT_EQ(unpack(pack(facts.edition, child)), letter(facts.edition, child));
                all.insert(pack(facts.edition, child));
            }
            for (std::size_t policy = 0; policy < policy_count; ++policy) {
                for (const Latch latch : latches) {
                    const Operation operation{State(state), Policy(policy)};
                    EXPECT_EQ(pack(facts.edition, operation, latch),
                              pack(facts.edition, child_of(facts.edition, operation, latch)));
                }
            }
        }
    }
    EXPECT_EQ(all.size(), letter_count);  // the layout is full
    EXPECT_EQ(unpack(PackedLetter::none), Summary{});
}

/// Returns how many letters are not fresh exactly where they change `facts`.
template <bool in_order>
std::size_t letters_wrongly_absorbed(packed::Facts facts) {
    const packed::LetterSet fresh = packed::letters_not_absorbed<in_order>(facts);
    std::size_t wrong = 0;
    for (std::size_t letter = 0; letter < letter_count; ++letter) {
        const std::size_t byte = letter % packed::row_count | std::size_t{0x10} << letter / packed::row_count;
        const packed::Facts of_letter = unpack(PackedLetter(byte)).facts;
        const packed::Facts after = in_order ? combine({facts}, {of_letter}).facts : facts | of_letter;
        wrong += ((fresh[byte & packed::row_bits] & byte) != 0) == (after != facts) ? 0 : 1;
    }
    return wrong;
}

TEST(PackedLetters, AreFreshWhereTheyChangeAnyWordOfFacts) {
    std::size_t wrong = 0;
    for (packed::Facts facts = 0; facts <= facts_of_a_list::every_fact; facts += facts_step()) {
        wrong += letters_wrongly_absorbed<false>(facts) + letters_wrongly_absorbed<true>(facts);
    }
    EXPECT_EQ(wrong, 0U);
}

TEST(Targets, AreThoseOfThisMachineAndThePlainOne) {
    EXPECT_GE(targets().size(), 2U) << "no vectors: then only the plain scan was tested here";
}

TEST_P(OnEachTarget, EveryPairOfLettersIsFoldedAtTheEdgesOfRegisters) {
    std::uint64_t lists = 0;
    for (const EditionFacts& facts : editions) {
        const std::vector<PackedLetter> letters = letters_of(facts.edition);
        for (const PackedLetter some : letters) {
            for (const PackedLetter other : letters) {
                for (const std::size_t at : edges) {
                    std::vector<PackedLetter> list(long_size, some);
                    list[at] = other;
                    ASSERT_NO_FATAL_FAILURE(expect_folded(facts.edition, list));
                    ++lists;
                }
            }
        }
    }
    // Letters of b1 to finalizers, squared, at each edge.
    std::uint64_t expected = 0;
    for (const EditionFacts& facts : editions) {
        expected += edges.size() * letters_of(facts.edition).size() * letters_of(facts.edition).size();
    }
    EXPECT_EQ(lists, expected);
}

/// Calls `check` with lists that have a pause at each edge, a hold at each, and a hold at their beginning or not.
void for_each_pause_and_hold(auto check) {
    for (const EditionFacts& facts : editions_from(Edition::pause)) {
        const Edition edition = facts.edition;
        const PackedLetter still = pack(edition, Child{State::completed});
        const PackedLetter pause = pack(edition, Child{State::failed, false, true});
        const PackedLetter hold = pack(edition, Child{State::running});
        for (const std::size_t paused : edges) {
            for (const std::size_t held : edges) {
                for (const bool held_at_first : {false, true}) {
                    std::vector<PackedLetter> list(long_size, still);
                    list[0] = held_at_first ? hold : still;
                    list[held] = hold;
                    list[paused] = pause;
                    ASSERT_NO_FATAL_FAILURE(check(edition, list, paused < held))
                        << name(edition) << ": paused " << paused << ", held " << held << ", at first "
                        << held_at_first;
                }
            }
        }
    }
}

TEST_P(OnEachTarget, APauseBeforeAHoldIsSeenWhereverTheyStand) {
    for_each_pause_and_hold([](Edition edition, const std::vector<PackedLetter>& list, bool is_paused) {
        ASSERT_NO_FATAL_FAILURE(expect_folded(edition, list));
        ASSERT_EQ(finish(edition, summarize(edition, list)) == State::paused, is_paused);
    });
}

// Between the first and the last of two or three pieces no edge stands; of five, one does.
TEST(Threads, KeepTheOrderOfTheirPieces) {
    const std::vector<std::size_t> offsets{0, long_size};
    for (const unsigned threads : whole_bounds() ? std::vector{2U, 3U, 5U, 16U} : std::vector{5U}) {
        for_each_pause_and_hold([&](Edition edition, const std::vector<PackedLetter>& list, bool is_paused) {
            std::vector<State> parents(1);
            project(edition, Fleet{list, offsets}, parents, threads);
            ASSERT_EQ(parents[0] == State::paused, is_paused) << threads;
        });
    }
}

TEST_P(OnEachTarget, BytesThatAreNoLettersAreFoldedAsTheSetsThatTheyStandFor) {
    std::mt19937 random(337);
    for (int round = 0; round < 2000; ++round) {
        std::vector<PackedLetter> list(random() % (2 * long_size));
        const unsigned kinds = 1 + random() % 4;
        const std::size_t first = random();
        for (PackedLetter& letter : list) {
            letter = PackedLetter(first + 37 * (random() % kinds));
        }
        for (const EditionFacts& facts : editions) {
            if (ordered(facts.edition)) {  // the others have no letter that pauses, so they do not look for one
                ASSERT_NO_FATAL_FAILURE(expect_folded(facts.edition, list));
            }
        }
    }
}

struct Sample {
    std::vector<PackedLetter> letters;
    std::vector<std::size_t> offsets{0};
    std::vector<State> expected;

    Fleet fleet() const { return {letters, offsets}; }
};

/// Returns rollouts of a few kinds of children each, most of them short, some empty, some long.
Sample random_fleet(Edition edition, std::mt19937& random, std::size_t rollouts) {
    Sample sample;
    for (std::size_t i = 0; i < rollouts; ++i) {
        const std::size_t size = random() % 4 != 0 ? random() % 10 : random() % 900;
        const std::size_t kinds = 1 + random() % 5;
        std::vector<Child> alphabet;
        for (std::size_t kind = 0; kind < kinds; ++kind) {
            alphabet.push_back(child_with(State(random() % state_count), random() % flags_count));
        }
        std::vector<Child> children;
        for (std::size_t child = 0; child < size; ++child) {
            children.push_back(alphabet[random() % 16 == 0 ? random() % kinds : 0]);
            sample.letters.push_back(pack(edition, children.back()));
        }
        sample.offsets.push_back(sample.letters.size());
        sample.expected.push_back(reference::project(edition, std::span<const Child>(children)));
    }
    return sample;
}

TEST_P(OnEachTarget, AFleetIsTheReferenceByAnyNumberOfThreads) {
    std::mt19937 random(337);
    for (const EditionFacts& facts : editions) {
        for (const std::size_t rollouts :
             {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{100}}) {
            const Sample sample = random_fleet(facts.edition, random, rollouts);
            ASSERT_TRUE(well_formed(sample.fleet()));
            std::vector<State> parents(rollouts);
            project(facts.edition, sample.fleet(), parents);
            EXPECT_EQ(parents, sample.expected) << facts.name;
            for (const unsigned threads : {0U, 1U, 2U, 3U, 16U, 200U}) {
                std::vector<State> by_threads(rollouts);
                project(facts.edition, sample.fleet(), by_threads, threads);
                EXPECT_EQ(by_threads, sample.expected) << facts.name << ", threads: " << threads;
            }
        }
    }
}

TEST_P(OnEachTarget, PartsOfAListMergeWhereverItIsCut) {
    std::mt19937 random(337);
    for (const EditionFacts& facts : editions) {
        for (int round = 0; round < 30; ++round) {
            const Sample sample = random_fleet(facts.edition, random, 3);
            const std::span<const PackedLetter> list(sample.letters);
            const std::size_t first = random() % (list.size() + 1);
            const std::size_t second = first + random() % (list.size() - first + 1);
            EXPECT_EQ(combine(combine(summarize(facts.edition, list.first(first)),
                                      summarize(facts.edition, list.subspan(first, second - first))),
                              summarize(facts.edition, list.subspan(second))),
                      summarize(facts.edition, list));
        }
    }
}

TEST(Fleets, OfNoRolloutProjectToNothingByAnyNumberOfThreads) {
    const std::array<std::size_t, 1> offsets{};
    for (const Fleet& fleet : {Fleet{}, Fleet{.letters = {}, .offsets = offsets}}) {
        for (const unsigned threads : {0U, 1U, 2U}) {
            project(Edition::finalizers, fleet, {}, threads);
        }
        EXPECT_EQ(fleet.size(), 0U);
    }
}

TEST(Fleets, MayBeginAndEndAnywhereInTheirLetters) {
    const PackedLetter failed = pack(Edition::b2, Child{State::failed});
    const PackedLetter completed = pack(Edition::b2, Child{State::completed});
    const std::vector<PackedLetter> letters{failed, completed, completed, failed};
    const std::vector<std::size_t> offsets{1, 2, 2, 3};
    for (const unsigned threads : {1U, 2U, 5U}) {
        std::vector<State> parents(3);
        project(Edition::b2, Fleet{letters, offsets}, parents, threads);
        EXPECT_EQ(parents, (std::vector{State::completed, State::pending, State::completed}));
    }
}

TEST(Fleets, AreWellFormedWhereTheirOffsetsAscendWithinTheirLetters) {
    const std::vector<PackedLetter> letters(4);
    const auto with_offsets = [&](std::vector<std::size_t> offsets) { return well_formed(Fleet{letters, offsets}); };
    EXPECT_TRUE(with_offsets({}));
    EXPECT_TRUE(with_offsets({4}));
    EXPECT_TRUE(with_offsets({0, 0, 4}));
    EXPECT_FALSE(with_offsets({0, 5}));
    EXPECT_FALSE(with_offsets({2, 1, 4}));
    EXPECT_EQ((Fleet{letters, {}}.size()), 0U);
}

}  // namespace
}  // namespace rollout::tests
