// The text of spec/ as data: clauses, regressions and findings, with their sentences and cases. The program carries the
// text it was built with; there is no second copy of a sentence in the code.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "case_line.hpp"

namespace rollout::oracle {

/// A section of a page: a clause, a regression, a finding or a property of the protocol.
struct Section {
    std::string id;
    EditionRange editions;
    std::string sentence;
    std::string not_when;           // empty for a clause that always holds where it is reached
    std::string why;                // empty for a regression
    std::optional<Edition> origin;  // of a regression: the edition whose rule corrected it
    std::string wrong_answer;       // of a regression
    std::string fixed_rule;         // of a finding
    std::string name;               // of a property of the protocol
    std::vector<CaseLine> cases;
    std::string file;
    int line;
};

/// One page, as embedded at build time.
struct Page {
    std::string_view file;  // its name below spec/
    std::string_view text;
};

/// Returns the pages that the program carries.
std::span<const Page> pages();

/// Returns the files of spec/schemas, by their names there.
std::span<const Page> schemas();

/// Returns the rule files of the built-in editions, and of other systems: those of spec/editions and spec/foreign.
std::span<const Page> edition_files();
std::span<const Page> foreign_files();

/// Returns the text of the edition's own rule file.
std::string_view rule_file_of(Edition edition);

/// Returns the sections of one page, in order. Throws SpecError.
std::vector<Section> read_sections(const Page& page);

/// Return all sections of one kind of all pages. Throw SpecError.
const std::vector<Section>& clauses();
const std::vector<Section>& regressions();
const std::vector<Section>& findings();
const std::vector<Section>& life_properties();

/// Returns the section with that ID, of any kind, or a null pointer.
const Section* find_section(std::string_view id);

}  // namespace rollout::oracle
