// A test case: what a testee is sent, and the answer that it should give.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include <rollout/reference/clause.hpp>
#include <rollout/vocabulary/edition.hpp>

#include "decision.hpp"
#include "rollout.hpp"
#include "subject.hpp"

namespace rollout::oracle {

/// What a testee is sent: a rollout to project, or a question to a decision.
using Input = std::variant<Rollout, Question>;

struct TestCase {
    std::string id;  // the input as people write it, below edition and subject, or a name: the same input, the same ID
    Input input;
    std::string expected;  // the reference's answer: the canonical token of a state, or the words of a decision
};

/// Returns the test case of the input, with the answer of the reference.
TestCase test_case(Edition edition, Input input);

/// Returns the input as people write it: of a rollout its text, of a question its line, `released ` before it where it
/// is asked under the latch.
std::string text_of(const Input& input);

/// Returns the members of the case object on the wire, without braces.
std::string members_of(const Input& input);

/// Returns the clause by which the reference answers; nothing where none decides.
std::optional<reference::Clause> deciding_clause(Edition edition, const Input& input);

/// Returns the case as `export suite` prints it, one JSON object and a line feed. The hash of a part is that of its
/// lines. Requires: `members` are those of its input.
std::string suite_line(Edition edition, const Subject& subject, const TestCase& made, std::string_view members);

}  // namespace rollout::oracle
