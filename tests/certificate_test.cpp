// Goal: rup-check accepts a proof exactly when each step follows by unit propagation and one is the empty clause; of
// any other input it says where the fault is. Method: small formulas by hand; every kind of malformed line; random
// formulas of up to 6 variables and random proofs, against trying all assignments and against a second checker, which
// reads all clauses again until nothing changes.
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <random>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "support/bounds.hpp"
#include "support/gtest.hpp"
#include "support/program.hpp"

namespace rollout::tests {
namespace {

using Answer = ProgramRun;

/// Runs the program in a folder that holds the files `cnf` and `proof`.
Answer ask(const std::string& cnf, const std::string& proof, const std::string& arguments = "cnf proof") {
    const ScratchFolder folder;
    folder.with("cnf", cnf);
    folder.with("proof", proof);
    const std::string command =
        "cd '" + folder.file("") + "' && '" ROLLOUT_RUP_CHECK_PROGRAM "' >out 2>err " + arguments;
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(folder.file("out")), read_file(folder.file("err"))};
}

Answer verified(int steps) { return {0, "verified: " + std::to_string(steps) + " steps, empty clause derived\n", ""}; }

Answer not_implied(int line) {
    return {1, "not verified: step at proof:" + std::to_string(line) + " is not implied\n", ""};
}

Answer refused(const std::string& file, int line, const std::string& why) {
    return {2, "", "rup-check: " + file + ":" + std::to_string(line) + ": " + why + "\n"};
}

const Answer unfinished{1, "not verified: proof does not derive the empty clause\n", ""};
const std::string not_there = "the clause to delete is not there";

void expect(const Answer& expected, const std::string& cnf, const std::string& proof) {
    const Answer answer = ask(cnf, proof);
    EXPECT_EQ(answer.status, expected.status) << cnf << "and\n" << proof;
    EXPECT_EQ(answer.out, expected.out) << cnf << "and\n" << proof;
    EXPECT_EQ(answer.err, expected.err) << cnf << "and\n" << proof;
}

// Nothing is forced at first. Variable 2 must hold, whatever 1 is; then 3 must and must not, whatever 4 is.
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

using Clause = std::set<int>;

struct Step {
    bool deletes;
    Clause clause;
};

struct Formula {
    int variables;
    std::vector<Clause> clauses;
};

std::string text(const std::vector<Step>& steps) {
    std::string lines;
    for (const Step& step : steps) {
        lines += step.deletes ? "d " : "";
        for (const int literal : step.clause) {
            lines += std::to_string(literal) + " ";
        }
        lines += "0\n";
    }
    return lines;
}

std::string text(const Formula& formula) {
    std::vector<Step> lines;
    for (const Clause& clause : formula.clauses) {
        lines.push_back({false, clause});
    }
    return "p cnf " + std::to_string(formula.variables) + " " + std::to_string(lines.size()) + "\n" + text(lines);
}

/// Returns whether each assignment that satisfies the formula satisfies the clause, by trying all of them.
bool follows(const Clause& clause, const Formula& formula) {
    for (unsigned assignment = 0; assignment < 1U << formula.variables; ++assignment) {
        const auto satisfies = [&](const Clause& one) {
            return std::any_of(one.begin(), one.end(), [&](int literal) {
                return ((assignment >> (std::abs(literal) - 1)) & 1U) == (literal > 0 ? 1U : 0U);
            });
        };
        if (std::all_of(formula.clauses.begin(), formula.clauses.end(), satisfies) && !satisfies(clause)) {
            return false;
        }
    }
    return true;
}

/// The second checker.
struct Rescanning {
    explicit Rescanning(const Formula& formula) : clauses(formula.clauses), conflict(propagate(forced)) {}

    bool propagate(Clause& truth) const {
        for (bool changed = true; changed;) {
            changed = false;
            for (const Clause& clause : clauses) {
                Clause left = clause;
                std::erase_if(left, [&](int literal) { return truth.contains(-literal); });
                if (left.empty()) {
                    return true;
                }
                changed = (left.size() == 1 && truth.insert(*left.begin()).second) || changed;
            }
        }
        return false;
    }

    bool implies(const Clause& clause) const {
        Clause truth = forced;
        bool found = conflict;
        for (const int literal : clause) {
            found = found || truth.contains(literal);
            truth.insert(-literal);
        }
        return found || propagate(truth);
    }

    void add(const Clause& clause) {
        clauses.push_back(clause);
        conflict = conflict || propagate(forced);
    }

    /// Takes back nothing that is forced. Returns false if the clause is not there.
    bool remove(const Clause& clause) {
        const auto found = std::find(clauses.begin(), clauses.end(), clause);
        const bool there = found != clauses.end();
        if (there && clause.size() >= 2) {
            clauses.erase(found);
        }
        return there;
    }

    std::vector<Clause> clauses;
    Clause forced;
    bool conflict;
};

/// The same choices with every standard library.
struct Random {
    std::mt19937 engine{337};

    int below(std::size_t bound) { return static_cast<int>(engine() % bound); }

    Clause clause(int variables, int length_max) {
        Clause made;
        for (int left = 1 + below(static_cast<std::size_t>(length_max)); left > 0; --left) {
            const int variable = 1 + below(static_cast<std::size_t>(variables));
            if (!made.contains(variable) && !made.contains(-variable)) {
                made.insert(below(2) == 0 ? variable : -variable);
            }
        }
        return made;
    }

    Formula formula() {
        Formula made{1 + below(6), {}};
        for (int left = below(static_cast<std::size_t>(6 * made.variables)); left > 0; --left) {
            made.clauses.push_back(clause(made.variables, 4));
        }
        return made;
    }

    /// Most additions follow and most deletions are of what is there, so that proofs get somewhere.
    Step step(const Rescanning& checker, int variables) {
        Step made{below(4) == 0, clause(variables, variables)};
        if (made.deletes && !checker.clauses.empty() && below(20) != 0) {
            made.clause = checker.clauses[static_cast<std::size_t>(below(checker.clauses.size()))];
        }
        for (int tries = below(20); tries > 0 && !made.deletes && !checker.implies(made.clause); --tries) {
            made.clause = clause(variables, variables);
        }
        return made;
    }
};

/// Returns every clause over all variables, then over all but the last, and so on to the empty one, with the deletion
/// of each row after the next. It is a proof if the formula is unsatisfiable: the negation of a clause of the first row
/// is an assignment, which a clause of the formula forbids; each other clause follows from two of the row before.
std::vector<Step> proof_by_trying_everything(int variables) {
    std::vector<Step> proof;
    std::vector<Clause> row_before;
    for (int used = variables; used >= 0; --used) {
        std::vector<Clause> row(1);
        for (int variable = 1; variable <= used; ++variable) {
            const std::vector<Clause> shorter = std::exchange(row, {});
            for (const int literal : {-variable, variable}) {
                for (Clause clause : shorter) {
                    clause.insert(literal);
                    row.push_back(clause);
                }
            }
        }
        for (const Clause& clause : row) {
            proof.push_back({false, clause});
        }
        for (const Clause& clause : std::exchange(row_before, row)) {
            proof.push_back({true, clause});
        }
    }
    return proof;
}

TEST(RandomFormula, IsVerifiedUnsatisfiableExactlyWhenNoAssignmentSatisfiesIt) {
    Random random;
    int satisfiable = 0;
    const int formulas = whole_bounds() ? 200 : 80;
    for (int i = 0; i < formulas; ++i) {
        const Formula formula = random.formula();
        const std::string proof = text(proof_by_trying_everything(formula.variables));
        if (follows({}, formula)) {
            expect(verified((2 << formula.variables) - 1), text(formula), proof);
        } else {
            ++satisfiable;
            EXPECT_EQ(ask(text(formula), proof).status, 1) << text(formula);
            expect(not_implied(1), text(formula), "0\n");
        }
    }
    EXPECT_GE(satisfiable, formulas / 4);
    EXPECT_LE(satisfiable, formulas * 3 / 4);
}

TEST(RandomProof, IsAnsweredAsByTheCheckerThatReadsEverythingAgain) {
    Random random;
    std::array<int, 3> answers{};
    const int proofs = whole_bounds() ? 600 : 200;
    for (int i = 0; i < proofs; ++i) {
        const Formula formula = random.formula();
        Rescanning checker(formula);
        std::vector<Step> proof;
        int added = 0;
        Answer expected = verified(0);
        for (int left = random.below(12); left >= 0 && expected.status == 0; --left) {
            proof.push_back(left > 0 ? random.step(checker, formula.variables) : Step{false, {}});
            const Step& step = proof.back();
            const int line = static_cast<int>(proof.size());
            if (step.deletes) {
                expected = checker.remove(step.clause) ? expected : refused("proof", line, not_there);
            } else if (checker.implies(step.clause)) {
                EXPECT_TRUE(follows(step.clause, formula)) << text(formula) << "and\n" << text(proof);
                checker.add(step.clause);
                expected = verified(++added);
            } else {
                expected = not_implied(line);
            }
        }
        ++answers.at(static_cast<std::size_t>(expected.status));
        expect(expected, text(formula), text(proof));
    }
    EXPECT_GE(answers[0], proofs / 12);
    EXPECT_GE(answers[1], proofs / 12);
    EXPECT_GE(answers[2], proofs / 120);
}

}  // namespace
}  // namespace rollout::tests
