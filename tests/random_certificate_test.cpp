// Goal: rup-check answers random formulas and proofs rightly. Method: formulas of up to 6 variables, against trying all
// assignments and against a second checker, which reads all clauses again until nothing changes.

#include <algorithm>
#include <array>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "support/bounds.hpp"
#include "support/gtest.hpp"
#include "support/rup_check.hpp"

namespace rollout::tests {
namespace {

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
