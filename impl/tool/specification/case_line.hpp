// One line of a `cases` block of spec/, read: a question, the editions that it is about, and the answer that is
// expected. Grammar: spec/README.md. The same lines are unit tests, vectors and test cases.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "decision.hpp"
#include "rollout.hpp"

namespace rollout::oracle {

struct EditionRange {
    Edition first;
    Edition last;

    bool contains(Edition edition) const { return first <= edition && edition <= last; }
    /// Returns "b2" or "b2..b4".
    std::string text() const;
};

/// One line of a `cases` block. Grammar: spec/README.md.
struct CaseLine {
    enum class Kind { rollout, build, token, policy, covers, running_family, held, decide, life };

    Kind kind;
    EditionRange editions;
    Latch latch = Latch::unreleased;
    Rollout rollout;  // of a rollout, build or held case; a policy that is not written is absent
    std::vector<std::optional<std::string>> texts;  // of the other kinds; nothing for `absent`
    std::optional<Question> question;               // of a decide case
    std::string situation;                          // of a life case, whose text is the property's name
    std::string expected;
    std::vector<Child> expected_children;  // of a build case
    std::string decided_by;                // empty where the case does not say
    std::string input;                     // what stands between the editions and the arrow, as written
    std::string source;                    // the line as written
    std::string file;
    int line;

    /// Returns the input and, before it, whether the latch is released.
    std::string text_of_input() const { return latch == Latch::released ? "released: " + input : input; }
    /// Returns whether the elements are written as words, not as JSON.
    bool is_in_words() const { return !input.starts_with("rows ") && !input.starts_with("build "); }
    /// Returns the input as a line of `project --jsonl`; of a life case, the property and the situation. Requires: a
    /// rollout or a life case.
    std::string json_of_input() const;
};

/// A defect of the text itself: names file and line.
struct SpecError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Throws SpecError.
[[noreturn]] void fail_spec(std::string_view file, int line, std::string_view what);

/// Returns the editions that `text` names: one, or a range. Throws SpecError.
EditionRange read_editions(std::string_view text, std::string_view file, int line);

/// Returns the case on that line of that page. Throws SpecError.
CaseLine read_case_line(std::string_view source, std::string_view file, int line);

}  // namespace rollout::oracle
