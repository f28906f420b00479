// Goal: a testee is asked what it offers to read, and nothing else; the verdict says what was left out. Method: offers
// of parts of the vocabulary, and every case that the sources then have.

#include <set>

#include <rollout/reference/projection.hpp>

#include "list_sources.hpp"
#include "row_source.hpp"
#include "spec_sources.hpp"
#include "support/gtest.hpp"
#include "support/sources.hpp"
#include "token_source.hpp"

namespace rollout::oracle {
namespace {

using analysis::Level;
using reference::Clause;

TEST(Offers, OfEverythingAreWhole) {
    EXPECT_TRUE(Vocabulary().is_whole());
    EXPECT_TRUE(offered(Edition::b2, Offer{}).is_whole());
    EXPECT_EQ(offered(Edition::b2, Offer{}).left_out(), "");
}

TEST(Offers, LimitWhatIsAsked) {
    Offer offer;
    offer.states = {"pending", "running", "completed", "failed"};
    offer.policies = {"halt"};
    offer.flags = {"continue_on_failure"};
    const Vocabulary vocabulary = offered(Edition::pause, offer);
    EXPECT_FALSE(vocabulary.is_whole());
    EXPECT_NE(vocabulary.left_out().find("policies continue, pause"), std::string::npos) << vocabulary.left_out();
    // The four states and those that name nothing to the edition; the policy and what is none.
    const std::set<State> states{State::pending,         State::running,      State::completed,     State::failed,
                                 State::catching_up,     State::checksumming, State::post_checksum, State::reverting,
                                 State::skipping_revert, State::unrecognized};
    EXPECT_EQ(vocabulary.offered_states(), states);
    EXPECT_EQ(vocabulary.offered_policies(), (std::set{Policy::halt, Policy::unknown}));
    const auto letters_of = [&](Level level) {
        return vocabulary.part_of(analysis::whole_alphabet(Edition::pause, level)).letters;
    };
    EXPECT_EQ(letters_of(Level::operations).size(), states.size() * 2);
    EXPECT_EQ(letters_of(Level::children).size(), states.size() * 2);
    for (const analysis::Letter letter : letters_of(Level::operations)) {
        EXPECT_TRUE(states.contains(letter.state) && vocabulary.offers(Level::operations, letter));
    }
    // Before edition pause the word pause names nothing, so it is asked.
    EXPECT_TRUE(offered(Edition::b2, offer).offered_policies().contains(Policy::pause));
    EXPECT_TRUE(offered(Edition::b2, offer).offered_states().contains(State::paused));
    EXPECT_FALSE(offered(Edition::finalizers, offer).offered_states().contains(State::reverting));
}

TEST(Offers, LimitEverySource) {
    Offer offer;
    offer.states = {"pending", "running", "completed", "failed"};
    offer.policies = {"halt", "continue"};
    offer.flags = {"continue_on_failure"};
    for (const Edition edition : {Edition::b2, Edition::pause, Edition::finalizers, Edition::steps}) {
        const Vocabulary vocabulary = offered(edition, offer);
        std::vector<Source> sources{smoke_source(edition, vocabulary), regression_source(edition, vocabulary),
                                    random_source(edition, Level::operations, vocabulary, seed, 100),
                                    random_source(edition, Level::children, vocabulary, seed, 100)};
        sources.push_back(token_source(edition, vocabulary));
        sources.push_back(row_source(edition, vocabulary));
        sources.push_back(size_source(edition, vocabulary, 300));
        if (edition >= Edition::finalizers) {
            sources.push_back(random_row_source(edition, vocabulary, seed, 100));
        }
        const auto complete = complete_source(edition, Level::operations, Latch::unreleased, vocabulary, 0);
        sources.push_back(std::get<Source>(complete));
        EXPECT_LT(std::get<Source>(complete).classes, 15U);
        for (const Source& source : sources) {
            EXPECT_GT(source.size, 0U) << source.name;
            for (const TestCase& asked : cases_of(source)) {
                const Rollout& rollout = rollout_of(asked);
                EXPECT_TRUE(vocabulary.offers(rollout)) << source.name << ": " << asked.id;
            }
        }
    }
}

TEST(Offers, OfCanonicalWordsAreAskedOtherPoliciesAndNoOtherStates) {
    Offer offer;
    offer.words = {"canonical"};
    const Vocabulary vocabulary = offered(Edition::b2, offer);
    EXPECT_EQ(vocabulary.limits(Edition::b2), std::vector<std::string>{"canonical words"});
    EXPECT_EQ(vocabulary.left_out(), "not offered, so not asked: states by other than canonical tokens");
    std::set<std::string> policies;
    for (const TestCase& asked : cases_of(token_source(Edition::b2, vocabulary))) {
        const Rollout& rollout = rollout_of(asked);
        std::visit(
            [&](const auto& list) {
                for (const auto& element : list) {
                    EXPECT_EQ(element.state, token(reference::parse_state(element.state))) << asked.id;
                }
            },
            rollout.elements);
        if (const auto* rows = std::get_if<std::vector<WrittenRow>>(&rollout.elements)) {
            for (const WrittenRow& row : *rows) {
                policies.insert(row.on_failure.text);
            }
        }
    }
    EXPECT_GE(policies.size(), 150U);
    EXPECT_TRUE(policies.contains("continue "));
}

TEST(Offers, OfTextWithoutNulAreAskedNone) {
    Offer offer;
    offer.words = {"without NUL"};
    const Vocabulary vocabulary = offered(newest_edition, offer);
    EXPECT_EQ(vocabulary.limits(newest_edition), std::vector<std::string>{"text without NUL"});
    std::vector<Source> sources{smoke_source(newest_edition, vocabulary), token_source(newest_edition, vocabulary),
                                row_source(newest_edition, vocabulary),
                                random_row_source(newest_edition, vocabulary, seed, 500)};
    std::size_t others = 0;
    for (const Source& source : sources) {
        for (const TestCase& asked : cases_of(source)) {
            EXPECT_EQ(members_of(asked.input).find("\\u0000"), std::string::npos) << source.name << ": " << asked.id;
            others += members_of(asked.input).find("\\u00") != std::string::npos ? 1 : 0;
        }
    }
    EXPECT_GT(others, 0U) << "other control characters are asked";
}

TEST(Offers, SayWhatTheyLimit) {
    Offer offer;
    offer.states = {"failed", "completed"};
    offer.policies = {"halt"};
    offer.flags = std::vector<std::string>{};
    EXPECT_EQ(offered(Edition::b2, offer).limits(Edition::b2),
              (std::vector<std::string>{"2 of 19 states", "1 of 2 policies", "0 of 1 flags"}));
    offer = {};
    offer.levels = {"operations"};
    EXPECT_EQ(offered(Edition::finalizers, offer).limits(Edition::finalizers), std::vector<std::string>{"operations"});
    EXPECT_EQ(Vocabulary().limits(Edition::finalizers), std::vector<std::string>{});
    EXPECT_EQ(Vocabulary().of_level(Level::children).limits(Edition::b1), std::vector<std::string>{"children"});
}

TEST(Offers, OfOneLevelAreAskedOnThatLevel) {
    Offer offer;
    offer.levels = {"children"};
    const Vocabulary vocabulary = offered(Edition::b2, offer);
    EXPECT_TRUE(vocabulary.offers(Level::children));
    EXPECT_FALSE(vocabulary.offers(Level::operations));
    for (const TestCase& asked : cases_of(smoke_source(Edition::b2, vocabulary))) {
        EXPECT_TRUE(members_of(asked.input).starts_with("\"children\"")) << asked.id;
    }
}

TEST(Offers, OfNamesThatThereAreNotAreRefused) {
    const auto message = [](const Offer& offer) { return std::get<std::string>(Vocabulary::of(Edition::b2, offer)); };
    Offer states;
    states.states = {"pending", "faild"};
    EXPECT_EQ(message(states), "states: \"faild\" is no name that there is");
    Offer policies;
    policies.policies = {"halt", "Continue"};
    EXPECT_EQ(message(policies), "policies: \"Continue\" is no name that there is");
    Offer flags;
    flags.flags = {"continue"};
    EXPECT_EQ(message(flags), "flags: \"continue\" is no name that there is");
    Offer levels;
    levels.levels = {"rows"};
    EXPECT_EQ(message(levels), "levels: \"rows\" is no name that there is");
    Offer without_default;
    without_default.policies = {"continue"};
    EXPECT_EQ(message(without_default), "policies: \"halt\" is missing: an absent policy means it");
}

}  // namespace
}  // namespace rollout::oracle
