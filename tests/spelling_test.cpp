// Goal: the perfect hash and the policy comparison mean what the reference means, on every spelling of every word.
// Method: all letter cases of the short words, all one-byte edits of all words, and all pairs of (token, policy)
// spellings as rollouts of one and of two rows, through the C++ and the C interface.

#include <set>

#include <rollout/vocabulary/text.hpp>

#include "support/engines.hpp"
#include "support/gtest.hpp"

namespace rollout::tests {
namespace {

std::vector<std::string> words() {
    std::vector<std::string> all;
    for (const StateFacts& facts : states) {
        all.emplace_back(facts.token);
    }
    for (const StateAlias& alias : state_aliases) {
        all.emplace_back(alias.token);
    }
    return all;
}

std::string upper(std::string text) {
    for (char& byte : text) {
        byte = byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 'a' + 'A') : byte;
    }
    return text;
}

void expect_same_state(const std::string& token) {
    const State expected = reference::parse_state(token);
    ASSERT_EQ(parse_state(token), expected) << "token " << testing::PrintToString(token);
    for (const EditionFacts& edition : editions) {
        const State in_edition = reference::parse_state(edition.edition, token);
        ASSERT_EQ(parse_state(edition.edition, token), in_edition)
            << edition.name << " " << testing::PrintToString(token);
        ASSERT_EQ(rollout_parse_state(static_cast<rollout_edition>(edition.edition), {token.data(), token.size()}),
                  static_cast<rollout_state>(in_edition));
    }
}

/// Calls `use` with every text that one byte inserted, changed or removed makes of `text`.
void for_each_edit(const std::string& text, auto use) {
    for (std::size_t i = 0; i <= text.size(); ++i) {
        for (unsigned byte = 0; byte < 256; ++byte) {
            std::string edited = text;
            use(edited.insert(i, 1, static_cast<char>(byte)));
            if (i < text.size()) {
                edited = text;
                edited[i] = static_cast<char>(byte);
                use(edited);
            }
        }
        if (i < text.size()) {
            std::string edited = text;
            use(edited.erase(i, 1));
        }
    }
}

TEST(Spelling, EveryLetterCaseOfEveryShortWord) {
    std::uint64_t recognized = 0;
    std::uint64_t expected_count = 0;
    for (const std::string& word : words()) {
        std::vector<std::size_t> letters;
        for (std::size_t i = 0; i < word.size() && letters.size() < 12; ++i) {
            if (word[i] != '_') {
                letters.push_back(i);
            }
        }
        for (std::uint64_t mask = 0; mask < std::uint64_t{1} << letters.size(); ++mask) {
            std::string token = word;
            for (std::size_t i = 0; i < letters.size(); ++i) {
                if ((mask >> i & 1) != 0) {
                    token[letters[i]] = upper(word.substr(letters[i], 1))[0];
                }
            }
            ASSERT_EQ(parse_state(token), reference::parse_state(token)) << token;
            recognized += parse_state(token) != State::unrecognized ? 1 : 0;
        }
        expected_count += word == "unrecognized" ? 0 : std::uint64_t{1} << letters.size();
    }
    EXPECT_EQ(recognized, expected_count);
}

TEST(Spelling, EveryOneByteEditOfEveryWordWithAndWithoutPrefix) {
    std::uint64_t cases = 0;
    std::uint64_t expected_count = 0;
    for (const std::string& word : words()) {
        for (const std::string& base :
             {word, upper(word), "STATE_" + word, "state_" + upper(word), "STATE_STATE_" + word}) {
            expected_count += base.size() * (256 + 1) + (base.size() + 1) * 256;
            expect_same_state(base);
            for_each_edit(base, [&](const std::string& edited) {
                ASSERT_EQ(parse_state(edited), reference::parse_state(edited)) << testing::PrintToString(edited);
                ++cases;
            });
        }
    }
    EXPECT_EQ(cases, expected_count);
}

TEST(Spelling, EveryTokenOfTwoBytesOrFewer) {
    for (unsigned first = 0; first < 256; ++first) {
        for (unsigned second = 0; second < 256; ++second) {
            const std::string token{static_cast<char>(first), static_cast<char>(second)};
            ASSERT_EQ(parse_state(token), State::unrecognized);
            ASSERT_EQ(parse_state(std::string_view(token).substr(0, 1)), State::unrecognized);
        }
    }
    EXPECT_EQ(parse_state(std::string_view()), State::unrecognized);
}

const std::vector<std::optional<std::string>>& policy_spellings() {
    static const std::vector<std::optional<std::string>> all{std::nullopt,
                                                             "halt",
                                                             "continue",
                                                             "pause",
                                                             "unknown",
                                                             "",
                                                             "Continue",
                                                             "CONTINUE",
                                                             "continue ",
                                                             " continue",
                                                             "continu",
                                                             "continued",
                                                             std::string("continue\0", 9),
                                                             "Halt",
                                                             "Pause",
                                                             "skip"};
    return all;
}

TEST(Spelling, EveryPolicyWordMeansWhatTheReferenceSays) {
    std::set<Policy> met;
    for (const auto& spelling : policy_spellings()) {
        const Policy expected = reference::parse_policy(spelling);
        met.insert(expected);
        EXPECT_EQ(parse_policy(spelling), expected) << spelling.value_or("(absent)");
        const rollout_text text{spelling ? spelling->data() : nullptr, spelling ? spelling->size() : 0};
        EXPECT_EQ(rollout_parse_policy(spelling ? &text : nullptr), static_cast<rollout_policy>(expected));
    }
    EXPECT_EQ(met.size(), policy_count);
    for (const PolicyFacts& facts : policies) {
        for_each_edit(std::string(facts.word), [](const std::string& edited) {
            ASSERT_EQ(parse_policy(edited), reference::parse_policy(edited)) << testing::PrintToString(edited);
        });
    }
}

/// Every row that the spellings make.
std::vector<Row> rows(const std::vector<std::string>& tokens) {
    std::vector<Row> all;
    for (const std::string& token : tokens) {
        for (const auto& policy : policy_spellings()) {
            all.push_back(
                {.state = token, .on_failure = policy ? std::optional<std::string_view>(*policy) : std::nullopt});
        }
    }
    return all;
}

TEST(Spelling, EveryRowAloneAndEveryPairOfRows) {
    std::vector<std::string> tokens = words();
    for (const char* token : {"FAILED", "STATE_FAILED", "state_Running", "STATE_COMPLETE", "STATE_STATE_FAILED",
                              "STATE_", "", "failed ", "f\xD0\xB0iled"}) {
        tokens.emplace_back(token);
    }
    const std::vector<Row> all = rows(tokens);
    for (const EditionFacts& facts : editions) {
        const Edition edition = facts.edition;
        const Latch latch = Latch::unreleased;
        // The reference's reading of a row is asked once a row, its projection once a pair.
        std::vector<Operation> read;
        for (const Row& row : all) {
            read.push_back(reference::operation(row));
            const std::span<const Row> alone(&row, 1);
            ASSERT_EQ(project(edition, alone), reference::project(edition, alone)) << text_of(row);
            ASSERT_EQ(project_by_c(edition, alone, latch), reference::project(edition, alone)) << text_of(row);
        }
        std::uint64_t cases = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            for (std::size_t j = 0; j < all.size(); ++j) {
                const std::array pair{all[i], all[j]};
                const std::span<const Row> list(pair);
                const std::array operations{read[i], read[j]};
                const State expected = reference::project(edition, std::span<const Operation>(operations));
                ASSERT_EQ(project(edition, list), expected) << text_of(list);
                ASSERT_EQ(project_by_c(edition, list, latch), expected) << text_of(list);
                ++cases;
            }
        }
        EXPECT_EQ(cases, all.size() * all.size());
        EXPECT_EQ(all.size(), tokens.size() * policy_spellings().size());
    }
}

}  // namespace
}  // namespace rollout::tests
