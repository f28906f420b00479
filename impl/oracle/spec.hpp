// The text of spec/ as data: the clauses, their sentences and their cases. The program carries the text it was built
// with; there is no second copy of a sentence in the code.
#pragma once

#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <rollout/vocabulary/child.hpp>

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
    enum class Kind { rollout, token, policy };

    /// A row that owns its text.
    struct Word {
        std::string state;
        std::optional<std::string> on_failure;
    };

    Kind kind;
    EditionRange editions;
    std::vector<Word> children;       // of a rollout case
    std::optional<std::string> text;  // of a token or policy case; nothing for `absent`
    std::string expected;
    std::string decided_by;  // empty where the case does not say
    std::string source;      // the line as written
    std::string file;
    int line;

    /// Returns the children as rows that point into this case.
    std::vector<Row> rows() const;
};

struct Clause {
    std::string id;
    EditionRange editions;
    std::string sentence;
    std::string not_when;  // empty for a clause that always holds where it is reached
    std::string why;
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

/// Returns the clauses of one page, in order. Throws SpecError.
std::vector<Clause> read_clauses(const Page& page);

/// Returns all clauses of all pages. Throws SpecError.
const std::vector<Clause>& clauses();

/// Returns the clause with that ID, or a null pointer.
const Clause* find_clause(std::string_view id);

}  // namespace rollout::oracle
