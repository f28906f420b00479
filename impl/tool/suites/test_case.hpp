// A test case: what a testee is sent, and the answer that it should give. A source has them in a fixed order and makes
// each when it is asked for: a suite may be larger than memory.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <rollout/vocabulary/edition.hpp>

#include "any_edition.hpp"
#include "decision.hpp"
#include "rollout.hpp"
#include "subject.hpp"

namespace rollout::oracle {

/// A rollout in the words of a rule file.
struct RuleRollout {
    LoadedRule rule;
    rules::WrittenList list;
};

/// What a testee is sent: a rollout to project, or a question to a decision.
using Input = std::variant<Rollout, Question, RuleRollout>;

struct TestCase {
    std::string id;  // the input as people write it, below edition and subject, or a name: the same input, the same ID
    Input input;
    std::string expected;  // the reference's answer: the canonical token of a state, or the words of a decision
};

/// Returns the test case of the input, with the answer of the reference, or of the rule file, by its definition.
TestCase test_case(const AnyEdition& edition, Input input);

/// Returns the input as people write it: of a rollout its text, of a question its line, `released ` before it where it
/// is asked under the latch.
std::string text_of(const Input& input);

/// Returns the members of the case object on the wire, without braces.
std::string members_of(const Input& input);

/// The clause that decides: a built-in edition's, or a rung of a rule file.
struct DecidingClause {
    std::string id;
    std::string sentence;  // of a rung: why, or else its predicate
};

/// Returns the clause by which the input is answered; nothing where none decides.
std::optional<DecidingClause> deciding_clause(const AnyEdition& edition, const Input& input);

/// Returns why the input is answered so: one or more lines; of a question none.
std::string explanation_of(const AnyEdition& edition, const Input& input);

/// Returns the case as `export suite` prints it, one JSON object and a line feed. The hash of a part is that of its
/// lines. Requires: `members` are those of its input.
std::string suite_line(const AnyEdition& edition, const Subject& subject, const TestCase& made,
                       std::string_view members);

struct Source {
    std::string name;
    std::string adds;  // what passing it says, one sentence
    std::uint64_t size = 0;
    std::function<TestCase(std::uint64_t number)> at;  // always the same. Requires: number < size
    bool is_repetition = false;                        // every case was asked before
    // Of a complete suite.
    std::uint64_t classes = 0;      // n, the states of the minimal machine over the letters that are asked
    std::uint64_t classes_max = 0;  // m = n + K
};

/// Cases that are few enough to be kept, in the order in which they came, each ID once.
class Collected {
public:
    void add(TestCase made) {
        if (ids_.insert(made.id).second) {
            cases_->push_back(std::move(made));
        }
    }
    void add(const Source& source) {
        for (std::uint64_t number = 0; number < source.size; ++number) {
            add(source.at(number));
        }
    }

    Source source(std::string name, std::string adds) const {
        return {std::move(name), std::move(adds), cases_->size(),
                [cases = cases_](std::uint64_t number) { return (*cases)[static_cast<std::size_t>(number)]; }};
    }

private:
    std::set<std::string> ids_;
    std::shared_ptr<std::vector<TestCase>> cases_ = std::make_shared<std::vector<TestCase>>();
};

}  // namespace rollout::oracle
