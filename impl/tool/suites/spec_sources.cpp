#include "spec_sources.hpp"

#include <fmt/format.h>

#include <rollout/reference/projection.hpp>

#include "collected.hpp"
#include "isolating.hpp"
#include "list_sources.hpp"
#include "row_source.hpp"
#include "spec.hpp"
#include "token_source.hpp"

namespace rollout::conformance {
namespace {

using analysis::Level;

/// Returns the members of a JSON object, without its braces.
std::string members(const std::string& object) { return object.substr(1, object.size() - 2); }

/// Returns the rollout, with the default policy in the place of absent ones: that is what a row without a policy means
/// in every ID. An absent policy has an ID of its own, and is asked by the part tokens.
Rollout with_default_policies(const std::vector<oracle::Case::Word>& words, Latch latch) {
    std::vector<WrittenRow> rows;
    for (const oracle::Case::Word& word : words) {
        rows.push_back(
            {.state = word.state, .on_failure = word.on_failure ? policy_word(*word.on_failure) : PolicyWord{}});
    }
    return {std::move(rows), latch};
}

}  // namespace

std::vector<Case> cases_of(const oracle::Clause& section, Edition edition, const Vocabulary& vocabulary) {
    std::vector<Case> made;
    for (const oracle::Case& line : section.cases) {
        if (!line.editions.contains(edition) || line.kind != oracle::Case::Kind::rollout) {
            continue;
        }
        const bool of_children = std::holds_alternative<std::vector<Child>>(line.elements);
        Case asked{(of_children ? "children: " : "") + line.text_of_input(), "", line.expected};
        const auto* words = std::get_if<std::vector<oracle::Case::Word>>(&line.elements);
        asked.input =
            words != nullptr ? members_of(with_default_policies(*words, line.latch)) : members(line.json_of_input());
        if (vocabulary.offers(rollout_of(asked).value())) {
            made.push_back(std::move(asked));
        }
    }
    return made;
}

CaseSource smoke_source(Edition edition, const Vocabulary& vocabulary) {
    Collected collected;
    std::vector<ListCases> by_alphabet;
    for (const analysis::LevelFacts& facts : analysis::levels) {
        for (const Latch latch : latches) {
            const bool is_one_more = facts.level == Level::operations || latch == Latch::unreleased;
            if (is_one_more && vocabulary.offers(facts.level)) {
                by_alphabet.emplace_back(vocabulary.part_of(analysis::whole_alphabet(edition, facts.level, latch)));
            }
        }
    }
    constexpr std::size_t wanted = 2;
    for (const reference::Clause clause : ladder_clauses(edition)) {
        std::size_t found = 0;
        for (const ListCases& cases : by_alphabet) {
            for (const analysis::Word& word : isolating(clause, cases.alphabet(), wanted - found)) {
                collected.add(cases.at(word));
                ++found;
            }
            if (found == wanted) {
                break;
            }
        }
    }
    for (const oracle::Clause& clause : oracle::clauses()) {
        for (Case& made : cases_of(clause, edition, vocabulary)) {
            collected.add(std::move(made));
        }
    }
    for (const CaseSource& lines : {token_case_lines(edition, vocabulary), row_case_lines(edition, vocabulary)}) {
        for (std::uint64_t number = 0; number < lines.size; ++number) {
            collected.add(lines.at(number));
        }
    }
    return collected.source("smoke", "Each clause is there: two rollouts that need it, and the case lines of spec/.");
}

CaseSource regression_source(Edition edition, const Vocabulary& vocabulary) {
    Collected collected;
    for (const oracle::Clause& regression : oracle::regressions()) {
        for (Case& made : cases_of(regression, edition, vocabulary)) {
            collected.add(std::move(made));
        }
    }
    return collected.source("regressions", "None of the named defects of the past.");
}

}  // namespace rollout::conformance
