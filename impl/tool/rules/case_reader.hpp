// Case lines of a rule file: `[released:] ELEMENT... -> STATE [ID]`. Notation: spec/guides/rule_files.md.
#pragma once

#include "rule.hpp"

namespace rollout::rules {

/// Returns why the name is no state: what else it is, or the nearest state.
std::string no_state(const Names& names, std::string_view name);

/// Reads case lines of one rule. What is wrong with them is kept.
class CaseReader {
public:
    /// Requires: all of the rule but its cases is read, and it lives as long as this.
    explicit CaseReader(const Rule& rule) : rule_(rule) {}

    /// Returns the case that the text spells; its place is the caller's.
    CaseLine read(const std::string& text);
    std::vector<std::string> take_problems() { return std::move(problems_); }

private:
    std::vector<SpelledElement> elements(const std::vector<std::string>& words);
    void check_clause(const std::string& id);

    const Rule& rule_;
    std::vector<std::string> problems_;
};

}  // namespace rollout::rules
