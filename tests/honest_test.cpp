// Goal: honest testees are conformant, and the first line says of what. Method: the program judges the testee in C, on
// every level and with every limit.

#include <map>

#include "support/bounds.hpp"
#include "support/gtest.hpp"
#include "support/judged.hpp"

namespace rollout::tests {
namespace {

TEST(Honest, ChildrenAreALevelOfTheirOwn) {
    const Judged judged_children = judged({"--level", "children"}, testee_c());
    // Rows have no place among children.
    expect_conformant(judged_children, 6);
    EXPECT_EQ(judged_children.text("level"), "children");
    EXPECT_EQ(judged_children.lines("limits"), "children\n");
}

TEST(Honest, WhatALevelLeavesOutIsInTheFirstLine) {
    for (const char* edition : {"b2", "finalizers"}) {
        for (const char* level : {"operations", "children"}) {
            for (const Words& options : {Words{"--suite", "smoke"}, Words{"--suite", "tokens"}}) {
                Words words = options;
                words.insert(words.end(), {"--edition", edition, "--level", level});
                const ProgramRun chosen = run_on("test", words, testee_c());
                EXPECT_EQ(chosen.status, 0) << chosen.out;
                EXPECT_TRUE(chosen.out.starts_with("passed " + options[1] + " for " + level + ": ")) << chosen.out;
                // The same where the testee offers no more.
                const ProgramRun offered =
                    run_on("test", {"--edition", edition, "--suite", options[1]}, zoo({"--levels", level}));
                EXPECT_EQ(offered.status, 0) << offered.out;
                EXPECT_TRUE(offered.out.starts_with("passed " + options[1] + " for " + level + ": ")) << offered.out;
            }
        }
    }
}

TEST(Honest, RowsAloneCanBeConformantInEveryEdition) {
    // Databases have no children. In finalizers the complete part is about rows without a place.
    for (const char* edition : {"b2", "finalizers"}) {
        if (!whole_bounds() && std::string(edition) != "b2") {
            continue;
        }
        const Judged rows = judged({"--edition", edition}, zoo({"--levels", "operations"}));
        EXPECT_EQ(rows.headline(), "conformant") << rows.printed();
        EXPECT_EQ(rows.text("level"), "operations");
        EXPECT_EQ(rows.lines("limits"), "operations\n");
        EXPECT_EQ(rows.count("complete K=0, children", "asked") + rows.count("random, children", "asked"), 0U);
    }
}

TEST(Honest, WhatWasNotOfferedShowsInEveryOutput) {
    // A constant: no state but one, one policy.
    const Words constant =
        zoo({"--states", "failed", "--policies", "halt", "--levels", "operations", "--words", "canonical,without NUL"});
    const std::string limits = "operations, 1 of 19 states, 1 of 2 policies, canonical words, text without NUL";
    const ScratchFolder folder;
    const std::string badge = folder.file("badge");
    for (const auto& [format, expected] : std::map<std::string, std::string>{
             {"text", "passed smoke for " + limits + ": zoo"},
             {"markdown", "1 of 19 states"},
             {"json", "\"1 of 19 states\",\"1 of 2 policies\""},
             {"junit", "<testcase classname=\"rollout.b2\" name=\"beyond 1 of 19 states\">"},
             {"tap", " - beyond 1 of 19 states # SKIP "},
             {"jsonl", "\"1 of 19 states\",\"1 of 2 policies\""}}) {
        const ProgramRun run = run_on("test", {"--suite", "smoke", "--format", format, "--badge", badge}, constant);
        EXPECT_EQ(run.status, 0) << run.out << run.err;
        EXPECT_TRUE(holds(run.out, expected)) << format << "\n" << run.out;
        EXPECT_TRUE(holds(read_file(badge), "passed smoke for " + limits)) << read_file(badge);
        EXPECT_TRUE(holds(read_file(badge), "yellowgreen"));
    }
}

TEST(Honest, CanonicalWordsAreALimitAndPoliciesAreAskedAllTheSame) {
    const Words options{"--suite", "complete"};
    const Judged trims = judged(options, zoo({"--words", "canonical", "--mistake", "state-trim"}));
    EXPECT_EQ(trims.headline(), "conformant") << trims.failing_parts();
    EXPECT_EQ(trims.lines("limits"), "canonical words\n");
    const ProgramRun text = run_on("test", options, zoo({"--words", "canonical", "--mistake", "state-trim"}));
    EXPECT_TRUE(text.out.starts_with("conformant for canonical words: zoo 1 (C++) to edition b2\n")) << text.out;
    const Judged policies = judged(options, zoo({"--words", "canonical", "--mistake", "policy-trim"}));
    EXPECT_EQ(policies.headline(), "not conformant");
}

TEST(Honest, ListsCanBeBounded) {
    const Judged bounded = judged({"--suite", "sizes", "--max-length", "1000"}, zoo({"--mistake", "size-cap-1000"}));
    EXPECT_EQ(bounded.headline(), "passed sizes");
    EXPECT_EQ(bounded.lines("limits"), "lists of up to 1000 elements\n");
    const Judged longer = judged({"--suite", "sizes", "--max-length", "1001"}, zoo({"--mistake", "size-cap-1000"}));
    EXPECT_EQ(longer.headline(), "not conformant");
}

TEST(Honest, TheReportSaysWhatIsGuaranteedAndOfWhich) {
    const ProgramRun run = run_on("test", {}, testee_c());
    ASSERT_EQ(run.status, 0) << run.out;
    EXPECT_TRUE(run.out.starts_with("conformant: template 1 (C) to edition b2\n")) << run.out;
    for (const char* part : {"\nguarantee\n  theorem   A deterministic implementation that tells at most m classes",
                             "a complete suite for m right, answers every list of every length right",
                             "complete K=0, operations, unreleased: ", " cases, sha256 ",
                             "  m         19 = 19 classes of the edition + 0: complete K=0, operations, unreleased\n",
                             "  assuming  the testee is deterministic",
                             "\n            it tells at most m classes of lists apart (probed by sizes, random)\n"}) {
        EXPECT_NE(run.out.find(part), std::string::npos) << part << " in\n" << run.out;
    }
}

TEST(Honest, OneMoreClassIsGuaranteedByOneMoreLetter) {
    Words options{"--suite", "complete", "--level", "operations"};
    if (whole_bounds()) {
        options.insert(options.end(), {"--extra-states", "1"});
    }
    const Judged complete = judged(options, testee_c());
    expect_conformant(complete, 4);
    for (const auto& part : complete.verdict["parts"].GetArray()) {
        if (part["classes"].GetUint64() == 0) {
            continue;  // tokens, rows
        }
        EXPECT_EQ(part["classes_max"].GetUint64(), part["classes"].GetUint64() + (whole_bounds() ? 1 : 0));
    }
}

TEST(Honest, DecisionsPassTheirSubjects) {
    for (const std::string subject : {"guard", "writer", "claim"}) {
        for (const std::string edition : {"b2", "b3"}) {
            const Judged passed = judged({"--edition", edition, "--subject", subject}, testee("testee_decisions"));
            EXPECT_EQ(passed.run.status, 0) << subject << " " << edition << "\n" << passed.printed();
            EXPECT_EQ(passed.headline(), "passed " + subject);
            EXPECT_TRUE(passed.verdict["level"].IsNull());
            EXPECT_TRUE(passed.verdict["guarantee"].IsNull());
            EXPECT_GT(passed.count("", "passed"), 10U);
        }
    }
    for (const std::string subject : {"target", "check", "label"}) {
        const Judged passed = judged({"--edition", "steps", "--subject", subject}, testee("testee_decisions"));
        EXPECT_EQ(passed.headline(), "passed " + subject) << passed.printed();
        const Judged early = judged({"--edition", "finalizers", "--subject", subject}, testee("testee_decisions"));
        EXPECT_EQ(early.run.status, 2) << early.printed();
    }
}

}  // namespace
}  // namespace rollout::tests
