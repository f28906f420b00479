// The text of spec/ as data: clauses, regressions and findings, with their sentences and cases. The program carries the
// text it was built with; there is no second copy of a sentence in the code.
#pragma once

#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "rollout_line.hpp"

namespace rollout::oracle {

struct EditionRange {
    Edition first;
    Edition last;

    bool contains(Edition edition) const { return first <= edition && edition <= last; }
    /// Returns "b2" or "b2..b4".
    std::string text() const;

    friend bool operator==(EditionRange, EditionRange) = default;
};

/// One line of a `cases` block. Grammar: spec/README.md.
struct Case {
    enum class Kind { rollout, build, token, policy, covers, running_family, held };

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
    std::string expected;
    std::vector<Child> expected_children;  // of a build case
    std::string decided_by;                // empty where the case does not say
    std::string input;                     // what stands between the editions and the arrow, as written
    std::string source;                    // the line as written
    std::string file;
    int line;

    /// Returns the input and, before it, whether the latch is released.
    std::string text_of_input() const { return latch == Latch::released ? "released: " + input : input; }
};

/// Returns words as rows that point into them.
std::vector<Row> rows_of(const std::vector<Case::Word>& words);

/// A section of a page: a clause, a regression or a finding.
struct Clause {
    std::string id;
    EditionRange editions;
    std::string sentence;
    std::string not_when;           // empty for a clause that always holds where it is reached
    std::string why;                // empty for a regression
    std::optional<Edition> origin;  // of a regression: the edition whose rule corrected it
    std::string fixed_rule;         // of a finding
    std::vector<Case> cases;
    std::string file;
    int line;
};

/// A defect of the text itself: names file and line.
struct SpecError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// One page, as embedded at build time.
struct Page {
    std::string_view file;  // its name below spec/
    std::string_view text;
};

/// Returns the pages that the program carries.
std::span<const Page> pages();

/// Returns the sections of one page, in order. Throws SpecError.
std::vector<Clause> read_sections(const Page& page);

/// Return all sections of one kind of all pages. Throw SpecError.
const std::vector<Clause>& clauses();
const std::vector<Clause>& regressions();
const std::vector<Clause>& findings();

/// Returns the section with that ID, of any kind, or a null pointer.
const Clause* find_clause(std::string_view id);

}  // namespace rollout::oracle
