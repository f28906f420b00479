// Goal: the text of spec/ is what the code does. Method: every case line of every clause is one test an edition, run
// against the reference (state and deciding clause), the implementation, and the C interface.
#include <gtest/gtest.h>

#include "spec.hpp"
#include "support/engines.hpp"

namespace rollout::tests {
namespace {

using oracle::Case;
using oracle::Clause;

void run_rollout(const Case& line, Edition edition) {
    const std::vector<Row> rows = line.rows();
    const reference::Decision decision = reference::decide(edition, std::span<const Row>(rows));
    EXPECT_EQ(token(decision.state), line.expected);
    if (!line.decided_by.empty()) {
        EXPECT_EQ(reference::id(decision.clause), line.decided_by);
    }
    EXPECT_EQ(token(project(edition, std::span<const Row>(rows))), line.expected);
    EXPECT_EQ(rollout_state_token(static_cast<rollout_state>(project_by_c(edition, rows))), line.expected);
}

void run_token(const Case& line, Edition edition) {
    EXPECT_EQ(token(reference::parse_state(edition, *line.text)), line.expected);
    EXPECT_EQ(token(parse_state(edition, *line.text)), line.expected);
}

void run_policy(const Case& line) {
    EXPECT_EQ(word(reference::parse_policy(line.text)), line.expected);
    EXPECT_EQ(word(parse_policy(line.text)), line.expected);
}

class CaseTest : public testing::Test {
public:
    CaseTest(const Case& line, Edition edition) : line_(line), edition_(edition) {}

    void TestBody() override {
        SCOPED_TRACE("spec/" + line_.file + ":" + std::to_string(line_.line) + ": " + line_.source);
        switch (line_.kind) {
            case Case::Kind::rollout:
                run_rollout(line_, edition_);
                break;
            case Case::Kind::token:
                run_token(line_, edition_);
                break;
            case Case::Kind::policy:
                run_policy(line_);
                break;
        }
    }

private:
    const Case& line_;
    Edition edition_;
};

void register_case(const Clause& clause, const Case& line, std::size_t number, Edition edition) {
    const std::string name = "case_" + std::to_string(number) + "_" + std::string(rollout::name(edition));
    testing::RegisterTest(clause.id.c_str(), name.c_str(), nullptr, nullptr, line.file.c_str(), line.line,
                          [&line, edition]() -> CaseTest* { return new CaseTest(line, edition); });
}

}  // namespace
}  // namespace rollout::tests

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    for (const auto& clause : rollout::oracle::clauses()) {
        for (std::size_t i = 0; i < clause.cases.size(); ++i) {
            for (const auto& edition : rollout::editions) {
                if (clause.cases[i].editions.contains(edition.edition)) {
                    rollout::tests::register_case(clause, clause.cases[i], i + 1, edition.edition);
                }
            }
        }
    }
    return RUN_ALL_TESTS();
}
