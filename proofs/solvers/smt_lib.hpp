// Obligations as SMT-LIB 2.6, for people, for cvc5 and for any other solver.
#pragma once

#include <set>
#include <string>

#include "obligation.hpp"

namespace rollout::proofs {

/// A text of questions to a solver, each between push and pop; or, in a fresh text, each after a reset.
class SmtLibText {
public:
    /// `head` is a comment, without its semicolons.
    explicit SmtLibText(const std::string& head, bool fresh = false);

    /// Adds the question whether `premises` and the denial of `goal` can hold together; `answer`, "sat" or "unsat", is
    /// recorded as the status that is expected.
    void add(const Entailment& question, const std::string& answer);
    void add_comment(const std::string& lines) { body_ += lines; }

    std::string text() const { return head_ + (fresh_ ? "" : logic) + declarations_ + body_; }
    /// Returns the answers that are expected, a line each.
    const std::string& expected() const { return expected_; }

private:
    static constexpr const char* logic = "(set-logic ALL)\n";

    void declare(const z3::expr& term);

    bool fresh_;
    std::string head_;
    std::string declarations_;
    std::string body_;
    std::string expected_;
    std::set<std::string> declared_;
};

}  // namespace rollout::proofs
