// One line of a `cases` block of spec/, read. Grammar: spec/README.md.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "decision.hpp"
#include "rollout_line.hpp"

namespace rollout::oracle {

struct EditionRange {
    Edition first;
    Edition last;

    bool contains(Edition edition) const { return first <= edition && edition <= last; }
    /// Returns "b2" or "b2..b4".
    std::string text() const;
};

/// One line of a `cases` block. Grammar: spec/README.md.
struct Case {
    enum class Kind { rollout, build, token, policy, covers, running_family, held, decide, life };

    /// A row that owns its text.
    struct Word {
        std::string state;
        std::optional<std::string> on_failure;
    };

    Kind kind;
    EditionRange editions;
    Latch latch = Latch::unreleased;
    /// Of a rollout, build or held case: words, children with flags, or rows with their place.
    std::variant<std::vector<Word>, std::vector<Child>, RolloutLine> elements;
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
    /// Returns the input as a line of `project --jsonl`; of a life case, the property and the situation. Requires: a
    /// rollout or a life case.
    std::string json_of_input() const;
};

/// Returns words as rows that point into them.
std::vector<Row> rows_of(const std::vector<Case::Word>& words);

/// A defect of the text itself: names file and line.
struct SpecError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Throws SpecError.
[[noreturn]] void fail_spec(std::string_view file, int line, std::string_view what);

/// Returns the editions that `text` names: one, or a range. Throws SpecError.
EditionRange read_editions(std::string_view text, std::string_view file, int line);

/// Returns the case on that line of that page. Throws SpecError.
Case read_case(std::string_view source, std::string_view file, int line);

}  // namespace rollout::oracle
