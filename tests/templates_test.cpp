// Goal: the templates that people copy pass as they stand. Method: each is judged by the complete suite, in
// `--all` by the default one. Those named Built are what `testees/build` made; a tool-chain that is missing is a
// failure.

#include <rollout/vocabulary/edition.hpp>

#include "support/bounds.hpp"
#include "support/gtest.hpp"
#include "support/judged.hpp"

namespace rollout::tests {
namespace {

const std::string source = std::string(ROLLOUT_SOURCE_DIR) + "/tests/testees/";

void expect_headline(const std::string& headline, const Words& options, const Words& command,
                     const std::string& left_out = "") {
    const Judged one = judged(options, command);
    EXPECT_EQ(one.run.status, 0) << testing::PrintToString(command) << one.printed();
    EXPECT_EQ(one.headline(), headline);
    EXPECT_EQ(one.lines("reasons"), left_out);
}

void expect_conformant(const std::string& edition, const Words& command) {
    expect_headline("conformant", of_some_suite({"--edition", edition}), command);
    expect_headline("passed tokens", {"--edition", edition, "--suite", "tokens"}, command);
}

/// Runs an interpreter of machines through the complete suite of each edition, given the machine of that edition alone.
void expect_interpreter(const Words& interpreter) {
    for (const EditionFacts& facts : editions) {
        if (!whole_bounds() && facts.edition >= Edition::settled) {
            continue;
        }
        const std::string edition(facts.name);
        Words command = interpreter;
        command.push_back(std::string(ROLLOUT_SOURCE_DIR) + "/spec/machines/" + edition + ".json");
        const bool has_builder = facts.edition >= Edition::finalizers;
        expect_headline("conformant", {"--edition", edition, "--suite", "complete"}, command,
                        has_builder ? "not offered, so not asked: levels operations\n" : "");
    }
}

TEST(Template, InPythonIsConformant) { expect_conformant("b2", {"python3", source + "python/testee.py"}); }

TEST(Template, OfTheGuardInPythonPasses) {
    const Judged guard = judged({"--edition", "b3", "--subject", "guard"}, {"python3", source + "python/decisions.py"});
    EXPECT_EQ(guard.run.status, 0) << guard.printed();
    EXPECT_EQ(guard.headline(), "passed guard");
}

TEST(Interpreter, InPythonIsConformantInEveryEdition) {
    expect_interpreter({"python3", source + "machine/machine.py"});
}

TEST(Template, InCIsConformant) { expect_conformant("b2", testee_c()); }
TEST(Template, InNodeIsConformant) { expect_conformant("b2", {"node", source + "node/testee.mjs"}); }

// What testees/build made.
const std::string built = ROLLOUT_BUILT_TESTEES;

TEST(Template, BuiltInGoIsConformant) { expect_conformant("b2", {built + "/testee_go"}); }
TEST(Template, BuiltInRustIsConformant) { expect_conformant("b2", {built + "/testee_rust"}); }
TEST(Interpreter, BuiltInGoIsConformantInEveryEdition) { expect_interpreter({built + "/machine_go"}); }

}  // namespace
}  // namespace rollout::tests
