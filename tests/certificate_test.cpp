// Goal: rup-check accepts a proof exactly when each step follows by unit propagation and one is the empty clause; of
// any other input it says where the fault is. Method: small formulas by hand; every kind of malformed line; random
// formulas of up to 6 variables and random proofs, against trying all assignments and against a second checker, which
// reads all clauses again until nothing changes.
#include <sys/wait.h>

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "support/gtest.hpp"
#include "support/program.hpp"
#include "support/rup_check.hpp"

namespace rollout::tests {
namespace {

const std::string tiny = "c tiny\np cnf 4 6\n1 2 0\n-1 2 0\n-2 3 4 0\n-2 3 -4 0\n-2 -3 4 0\n-2 -3 -4 0\n";

TEST(Proof, IsVerifiedWhenEveryStepFollows) {
    expect(verified(3), tiny, "2 0\n3 0\n0\n");
    expect(verified(3), tiny, "2 0\n-3 0\n0\n");
    expect(verified(3), tiny, "c a comment\n\n2 0\n  3\t0 \r\nc\n0");
    expect(verified(8), tiny, "1 2 0\n2 3 0\n2 0\n3 2 0\n3 0\n0\n-1 0\n0\n");
}

TEST(Proof, IsNotVerifiedWithoutOneOfItsSteps) {
    expect(not_implied(1), tiny, "3 0\n0\n");
    expect(not_implied(2), tiny, "2 0\n0\n");
    expect(not_implied(1), tiny, "0\n");
    expect(unfinished, tiny, "2 0\n3 0\n");
    expect(unfinished, tiny, "");
}

TEST(Proof, IsNotVerifiedWithALiteralFlippedOrAClauseThatDoesNotFollow) {
    expect(not_implied(1), tiny, "-2 0\n3 0\n0\n");
    expect(not_implied(1), tiny, "1 0\n2 0\n3 0\n0\n");
    expect(not_implied(4), tiny, "c\n2 0\n\n1 0\n3 0\n0\n");
}

TEST(Proof, OfASatisfiableFormulaIsNotVerified) {
    expect(not_implied(1), "p cnf 2 1\n1 2 0\n", "0\n");
    expect(not_implied(1), "p cnf 0 0\n", "0\n");
    expect(not_implied(1), "p cnf 1 0\n", "1 0\n-1 0\n0\n");
    expect(not_implied(3), "p cnf 2 2\n1 0\n-1 2 0\n", "2 0\n1 0\n0\n");
    expect(unfinished, "p cnf 2 1\n1 2 0\n", "1 2 0\n");
}

TEST(Proof, MayNotAddWhatOnlyKeepsTheFormulaSatisfiable) {
    expect(not_implied(1), "p cnf 3 1\n1 2 0\n", "-1 -2 0\n");
    expect(not_implied(1), "p cnf 3 1\n1 2 0\n", "3 0\n");
}

TEST(Proof, SaysTheEmptyClauseEvenWhereTheFormulaPropagatesToAConflict) {
    const std::string conflict = "p cnf 2 3\n1 0\n-1 2 0\n-2 0\n";
    expect(verified(1), conflict, "0\n");
    expect(verified(3), conflict, "2 0\n-1 -2 0\nd -1 -2 0\n0\nd -2 0\n");
    expect(unfinished, conflict, "");
    expect(unfinished, conflict, "1 2 0\n");
    // A formula with the empty clause leaves nothing to derive: cadical writes an empty proof.
    expect(verified(0), "p cnf 0 1\n0\n", "");
    expect(verified(1), "p cnf 1 2\n0\n1 0\n", "-1 0\n");
}

TEST(Deletion, TakesOneCopyOfAClauseAway) {
    expect(not_implied(2), tiny, "d 1 2 0\n2 0\n3 0\n0\n");
    expect(verified(3), tiny, "2 0\nd 2 -1 0\nd 2 1 0\n3 0\nd 4 3 -2 0\n0\n");
    expect(verified(4), tiny, "2 3 0\nd 3 2 0\n2 0\n3 0\n0\n");
    expect(verified(4), tiny, "2 1 0\nd 1 2 0\n2 0\n3 0\n0\n");
    expect(not_implied(4), tiny, "2 1 0\nd 1 2 0\nd 1 2 0\n2 0\n3 0\n0\n");
}

TEST(Deletion, OfWhatIsNotThereIsRefused) {
    expect(refused("proof", 1, not_there), tiny, "d 1 3 0\n");
    expect(refused("proof", 2, not_there), tiny, "2 0\nd -2 0\n");
    expect(refused("proof", 2, not_there), tiny, "d 1 2 0\nd 1 2 0\n");
    expect(refused("proof", 4, not_there), tiny, "2 0\n3 0\n0\nd 1 3 0\n");
    expect(refused("proof", 1, not_there), tiny, "d 0\n");
}

TEST(Deletion, TakesNoForcedLiteralBack) {
    expect(verified(3), tiny, "2 0\nd 2 0\n3 0\nd 3 0\nd 3 0\n0\nd 0\n");
    const std::string forces_2_by_1 = "p cnf 4 6\n1 0\n-1 2 0\n-2 3 4 0\n-2 3 -4 0\n-2 -3 4 0\n-2 -3 -4 0\n";
    expect(verified(2), forces_2_by_1, "d -1 2 0\nd 1 0\n3 0\n0\n");
}

struct Fault {
    std::string text;
    int line;
};

void expect_refused(const std::string& why, const std::vector<Fault>& formulas, const std::vector<Fault>& proofs) {
    for (const Fault& fault : formulas) {
        expect(refused("cnf", fault.line, why), fault.text, "0\n");
    }
    for (const Fault& fault : proofs) {
        expect(refused("proof", fault.line, why), tiny, fault.text);
    }
}

TEST(Malformed, HeaderIsRefused) {
    expect_refused("the header is missing: p cnf VARIABLES CLAUSES",
                   {{"", 1},
                    {"c nothing else\n", 1},
                    {"1 0\np cnf 1 1\n", 1},
                    {"c\nq cnf 1 1\n1 0\n", 2},
                    {"p dnf 1 1\n1 0\n", 1},
                    {"p cnf 1\n1 0\n", 1},
                    {"p cnf 1 1 1\n1 0\n", 1}},
                   {});
    expect_refused("there is a second header", {{"p cnf 1 1\np cnf 1 1\n1 0\n", 2}, {"p cnf 1 1\n1 0\np\n", 3}}, {});
    expect_refused("the header declares another number of clauses",
                   {{"p cnf 1 2\n1 0\n", 1},
                    {"c\np cnf 1 1\n1 0\n-1 0\n", 2},
                    {"p cnf 1 x\n1 0\n", 1},
                    {"p cnf 1 -1\n", 1},
                    {"p cnf 1 4294967297\n1 0\n", 1},
                    {"p cnf 1 18446744073709551617\n1 0\n", 1}},
                   {});
}

TEST(Malformed, NumberIsRefused) {
    expect_refused("a number is out of range; are enough variables declared?",
                   {{"p cnf -1 0\n", 1},
                    {"p cnf 1000001 0\n", 1},
                    {"p cnf 2147483648 0\n", 1},
                    {"p cnf 4294967297 1\n1 0\n", 1},
                    {"p cnf 2 1\n1 3 0\n", 2},
                    {"p cnf 2 1\n-3 0\n", 2},
                    {"p cnf 2 1\n-2147483648 0\n", 2},
                    {"p cnf 2 1\n4294967298 0\n", 2},
                    {"p cnf 2 1\n9223372036854775807 0\n", 2}},
                   {{"2 0\n5 0\n0\n", 2}, {"-5 0\n0\n", 1}, {"d -2147483648 0\n", 1}, {"4294967298 0\n", 1}});
    expect_refused("a word is not a number, or too large",
                   {{"p cnf x 1\n1 0\n", 1},
                    {"p cnf 01 1\n1 0\n", 1},
                    {"p cnf 18446744073709551617 1\n1 0\n", 1},
                    {"p cnf 2 1\n18446744073709551618 0\n", 2},
                    {"p cnf 2 1\n-99999999999999999999999 0\n", 2},
                    {"p cnf 2 1\n1 -0\n", 2},
                    {"p cnf 2 1\n1 00\n", 2},
                    {"p cnf 2 1\n01 0\n", 2},
                    {"p cnf 2 1\n+1 0\n", 2},
                    {"p cnf 2 1\n1x 0\n", 2},
                    {"p cnf 2 1\n- 0\n", 2},
                    {"p cnf 2 1\nd 1 0\n", 2},
                    {"p cnf 2 1\ncomment\n1 0\n", 2},
                    {"p cnf 2 1\n1 0\n%\n0\n", 3},
                    {std::string("p cnf 2 1\n1\0 0\n", 15), 2},
                    {std::string("p cnf 2 1\n1 0\n\0", 15), 3}},
                   {{"99999999999999999999 0\n", 1},
                    {"2 0\n3 0\n0\nend\n", 4},
                    {"2 0\nd d 1 2 0\n", 2},
                    {"2 0\nd1 2 0\n", 2},
                    {"D 1 2 0\n", 1},
                    {"p cnf 4 6\n2 0\n", 1},
                    {std::string("a\4\0a\6\0a\0", 8), 1}});  // the binary format
}

TEST(Malformed, ClauseIsRefused) {
    expect_refused("no 0 ends the clause, or the line goes on after it",
                   {{"p cnf 2 1\n1 2\n", 2},
                    {"p cnf 2 1\n1 2", 2},
                    {"p cnf 2 1\nc\n1\n2 0\n", 3},
                    {"p cnf 2 2\n1 0 2 0\n", 2},
                    {"p cnf 2 1\n1 0 c\n", 2},
                    {"p cnf 2 1\n1 0 0\n", 2}},
                   {{"2 0\n3\n0\n", 2},
                    {"2 0\n3 0 0\n", 2},
                    {"2 0 3 0\n0\n", 1},
                    {"c\n\n2 0 d\n", 3},
                    {"2 0\nd 1 2\n", 2},
                    {"2 0\nd\n", 2},
                    {"2 0\n3 0\n0\n1", 4}});
    expect_refused("a variable is there twice",
                   {{"p cnf 2 1\n1 2 1 0\n", 2}, {"p cnf 2 1\n-1 -1 0\n", 2}, {"p cnf 2 1\n1 2 -1 0\n", 2}},
                   {{"2 2 0\n", 1}, {"2 -2 0\n", 1}, {"d 1 2 2 0\n", 1}});
}

TEST(Usage, ErrorsExitTwo) {
    const std::vector<std::pair<std::string, std::string>> wrong{
        {"", "usage: rup-check CNF PROOF"},
        {"cnf", "usage: rup-check CNF PROOF"},
        {"cnf proof more", "usage: rup-check CNF PROOF"},
        {"--nonsense", "usage: rup-check CNF PROOF"},
        {"cnf missing", "missing: cannot be read"},
        {"missing proof", "missing: cannot be read"},
        {"cnf .", ".: cannot be read"},
        {". proof", ".: cannot be read"},
        {"cnf ''", ": cannot be read"},
        {"cnf proof >/dev/full", "standard output: cannot be written"},
    };
    for (const auto& [arguments, message] : wrong) {
        const Answer answer = ask(tiny, "2 0\n3 0\n0\n", arguments);
        EXPECT_EQ(answer.status, 2) << arguments;
        EXPECT_EQ(answer.out, "");
        EXPECT_NE(answer.err.find(message), std::string::npos) << answer.err << " should say " << message;
    }
}

TEST(Usage, HelpExitsZero) {
    const Answer answer = ask("", "", "--help");
    EXPECT_EQ(answer.status, 0);
    EXPECT_EQ(answer.out.rfind("usage: rup-check CNF PROOF", 0), 0U) << answer.out;
    EXPECT_EQ(answer.err, "");
}

}  // namespace
}  // namespace rollout::tests
