// Goal: no run is called more than it was. Method: a table of counts with what may be said of each, and every
// combination of small counts against two sentences.

#include "conclusion.hpp"

#include "support/gtest.hpp"

namespace rollout::oracle {
namespace {

struct Row {
    Counts counts;
    bool has_guarantee;
    Status status;
    const char* headline;
    const char* reason;  // the last one; empty: none
};

const Row rows[] = {
    {{.passed = 9}, true, Status::done, "conformant", ""},
    {{.passed = 9}, false, Status::done, "passed smoke", ""},
    {{.passed = 8, .failed = 1}, true, Status::not_conformant, "not conformant", "1 answers differ"},
    {{.passed = 8, .failed = 1}, false, Status::not_conformant, "not conformant", "1 answers differ"},
    {{.failed = 9}, true, Status::not_conformant, "not conformant", "9 answers differ"},
    {{.passed = 8, .listed = 1}, true, Status::done, "as listed", "1 cases fail as the failure list says"},
    {{.passed = 8, .listed = 1, .list_is_true = false},
     true,
     Status::not_conformant,
     "not conformant",
     "the failure list is not true of this testee"},
    {{.passed = 8, .skipped = 1},
     true,
     Status::no_verdict,
     "no verdict",
     "1 cases were skipped that no failure list names"},
    {{.skipped = 9}, true, Status::no_verdict, "no verdict", "every case was skipped"},
    {{}, true, Status::no_verdict, "no verdict", "no case was asked"},
    {{.listed = 9}, true, Status::no_verdict, "no verdict", "no case was asked"},
    {{.passed = 9, .is_whole = false}, true, Status::no_verdict, "no verdict", "not every case was asked"},
    {{.passed = 8, .failed = 1, .is_whole = false},
     true,
     Status::not_conformant,
     "not conformant",
     "not every case was asked"},
    {{.passed = 8, .failed = 1, .changed = 1}, true, Status::not_conformant, "not conformant", "1 answers differ"},
};

TEST(Conclusion, IsWhatTheTableSays) {
    for (const Row& row : rows) {
        const Conclusion conclusion = conclude(row.counts, "smoke", row.has_guarantee);
        const std::string because = conclusion.reasons.empty() ? "" : conclusion.reasons.back();
        EXPECT_EQ(conclusion.status, row.status) << row.headline << ", " << row.reason;
        EXPECT_EQ(conclusion.headline, row.headline) << row.reason;
        EXPECT_EQ(because, row.reason) << row.headline;
    }
}

// The whole range: `conformant`, and the guarantee, only where every case was asked and passed; nothing is left unsaid.
TEST(Conclusion, FlattersNoCombination) {
    std::size_t conformant = 0;
    for (unsigned bits = 0; bits < 256; ++bits) {
        const auto bit = [bits](unsigned index) { return (bits >> index & 1U) != 0; };
        const Counts counts{.passed = bit(0) ? 7U : 0U,
                            .failed = bit(1) ? 2U : 0U,
                            .skipped = bit(2) ? 3U : 0U,
                            .listed = bit(3) ? 4U : 0U,
                            .changed = bit(4) ? 1U : 0U,
                            .is_whole = bit(5),
                            .list_is_true = bit(6)};
        const Conclusion conclusion = conclude(counts, "smoke", bit(7));
        const bool is_clean = counts.passed > 0 && counts.failed == 0 && counts.skipped == 0 && counts.listed == 0 &&
                              counts.is_whole && counts.list_is_true;
        EXPECT_EQ(conclusion.headline == "conformant", is_clean && bit(7)) << bits;
        EXPECT_EQ(conclusion.gives_guarantee, is_clean && bit(7)) << bits;
        EXPECT_EQ(conclusion.reasons.empty(), is_clean && counts.changed == 0) << bits;
        EXPECT_EQ(conclusion.status == Status::not_conformant, counts.failed > 0 || !counts.list_is_true) << bits;
        conformant += conclusion.headline == "conformant" ? 1 : 0;
    }
    EXPECT_EQ(conformant, 2U);
}

}  // namespace
}  // namespace rollout::oracle
