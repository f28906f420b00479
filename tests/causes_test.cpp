// Goal: a failure is shown by the smallest rollout that has it, and a breach by the fewest cases. Method: the program
// judges testees of the zoo whose mistakes are known.

#include "support/bounds.hpp"
#include "support/gtest.hpp"
#include "support/judged.hpp"

namespace rollout::tests {
namespace {

/// Returns how many elements the rollout of a cause has.
std::size_t size_of(const rapidjson::Value& cause) {
    const auto& input = cause["shown"]["input"];
    return input.HasMember("operations") ? input["operations"].Size() : input["children"].Size();
}

TEST(Causes, AFirstFailureThatEndsAllIsShownByTwoElements) {
    const Judged all = judged({"--max-length", "1000"}, member("first-failure-ends-all"));
    bool is_shown = false;
    for (const auto& cause : all.verdict["causes"].GetArray()) {
        EXPECT_LE(size_of(cause), 2U) << Judged::text_of(cause["rollout"]);
        if (Judged::text_of(cause["clause"]) == "ROLL-5") {
            is_shown = true;
            EXPECT_EQ(size_of(cause), 2U);
            EXPECT_EQ(Judged::text_of(cause["shown"]["said"]), "failed");
            EXPECT_EQ(Judged::text_of(cause["shown"]["expected"]), "running");
            EXPECT_TRUE(holds(Judged::text_of(cause["rollout"]), "failed:continue") ||
                        holds(Judged::text_of(cause["rollout"]), "failed+continue"))
                << Judged::text_of(cause["rollout"]);
            EXPECT_NE(Judged::text_of(cause["explanation"]).find("ROLL-5"), std::string::npos);
            EXPECT_TRUE(Judged::text_of(cause["command"]).starts_with("rollout-oracle project --edition b2 --explain"));
            EXPECT_GT(cause["cases"].GetUint64(), 10U);
        }
    }
    EXPECT_TRUE(is_shown) << all.printed();
    const ProgramRun text = run_on("test", {"--suite", "smoke"}, member("first-failure-ends-all"));
    for (const char* part : {"not conformant: zoo 1 (C++) to edition b2\n", "\ncause 1 of ",
                             "  expected  running, by ROLL-5: Otherwise: running.\n", "  said      failed\n",
                             "  see       rollout-oracle project --edition b2 --explain pending failed:continue\n"}) {
        EXPECT_NE(text.out.find(part), std::string::npos) << part << " in\n" << text.out;
    }
}

TEST(Causes, SayHowWordsAreReadAndWhatRowsBecome) {
    struct Expected {
        const char* mistake;
        const char* edition;
        const char* suite;
        std::vector<std::string> said;  // somewhere in the explanations
    };
    for (const Expected& expected : std::vector<Expected>{
             {"policy-trim", "b2", "tokens", {"policy \"continue \" is unknown (POLICY-2): may not continue"}},
             {"policy-null-is-continue", "b2", "tokens", {"policy null is unknown (POLICY-2)"}},
             {"policy-absent-is-continue", "b2", "tokens", {"absent policy is halt (POLICY-1)"}},
             {"state-exact", "b2", "tokens", {"\"STOPPED\" is stopped (TOKEN-1)"}},
             {"state-no-complete", "b2", "tokens", {"\"complete\" is completed (TOKEN-3)"}},
             {"state-no-prefix", "b2", "tokens", {"is running (TOKEN-1, TOKEN-2)"}},
             {"state-trim", "b2", "tokens", {"is unrecognized (TOKEN-4)"}},
             {"row-no-slash",
              "finalizers",
              "rows",
              {"no failed work of its deployment is in its scope \"", "(BUILD-5)"}},
             {"row-none",
              "finalizers",
              "rows",
              {"flag orphaned; row ", " is failed work that it covers (BUILD-3, BUILD-5)"}},
             {"row-bare-covers-all", "finalizers", "rows", {"its key names no scope (BUILD-4)"}},
             {"row-any-state", "finalizers", "rows", {"it is neither pending nor stopped (BUILD-3)"}},
             {"row-step-ignored", "steps", "rows", {"is work of an earlier step, and ", "flag orphaned"}},
             {"row-step-same-step", "steps", "rows", {"no work of an earlier step of its deployment is failed"}},
             {"row-step-any-state-waits", "steps", "rows", {"it is neither pending nor stopped (BUILD-6)"}},
             {"row-started-ignored", "finalizers", "rows", {"flag never_started (BUILD-2)"}}}) {
        const Judged one =
            judged({"--edition", expected.edition, "--suite", expected.suite}, zoo({"--mistake", expected.mistake}));
        std::string explanations;
        for (const auto& cause : one.verdict["causes"].GetArray()) {
            explanations += Judged::text_of(cause["explanation"]);
            EXPECT_LE(size_of(cause), 4U) << expected.mistake << ": " << Judged::text_of(cause["rollout"]);
            EXPECT_TRUE(Judged::text_of(cause["command"]).starts_with("rollout-oracle project --edition "));
        }
        for (const std::string& said : expected.said) {
            EXPECT_TRUE(holds(explanations, said)) << expected.mistake << " should say " << said << "\n"
                                                   << explanations.substr(0, 2000);
        }
    }
}

TEST(Causes, LongListsShrinkToWhatMatters) {
    // The random part alone, so that nothing short was asked.
    for (const char* name : {"first-failure-ends-all", "unknown-is-permission"}) {
        const Judged random = judged({"--run", "random *"}, member(name));
        EXPECT_EQ(random.run.status, 1);
        ASSERT_FALSE(random.verdict["causes"].Empty());
        for (const auto& cause : random.verdict["causes"].GetArray()) {
            EXPECT_LE(size_of(cause), 3U) << Judged::text_of(cause["rollout"]);
        }
    }
    if (!whole_bounds()) {
        return;
    }
    const Judged truncated = judged({"--run", "random *"}, member("truncates"));
    ASSERT_FALSE(truncated.verdict["causes"].Empty());
    for (const auto& cause : truncated.verdict["causes"].GetArray()) {
        EXPECT_EQ(size_of(cause), 101U);
    }
}

TEST(Breaches, AreSaidToBeInOneCaseWhereTheyAre) {
    const Judged crash = judged(of_some_suite(), member("dies-of-one-case"));
    EXPECT_EQ(crash.lines("reasons"), "this case alone does it: reverted\n");
    EXPECT_NE(Judged::text_of(crash.verdict["breach"]["what"]).find("killed by signal 6"), std::string::npos);
    const ProgramRun text = run_on("test", of_some_suite(), member("dies-of-one-case"));
    EXPECT_TRUE(text.out.starts_with("crash: zoo 1 (C++), edition b2\n")) << text.out;
    EXPECT_NE(text.out.find("this case alone does it: reverted\n"), std::string::npos) << text.out;
    // A short patience, so that a hang may be tried again.
    const Judged hang = judged(of_some_suite({"--timeout", "0.5"}), member("hangs"));
    EXPECT_EQ(hang.headline(), "hang");
    EXPECT_EQ(hang.lines("reasons"),
              "it does not take this case: the first and the last of the request do it, each alone\n");
}

}  // namespace
}  // namespace rollout::tests
