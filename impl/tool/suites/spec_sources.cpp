#include "spec_sources.hpp"

#include <fmt/format.h>

#include <rollout/reference/projection.hpp>

#include "isolating.hpp"
#include "list_sources.hpp"
#include "row_source.hpp"
#include "spec.hpp"
#include "token_source.hpp"

namespace rollout::oracle {
namespace {

using analysis::Level;

/// Returns the rollout with the default policy in the place of absent ones: that is what a row without a policy means
/// in every ID in words. An absent policy has an ID of its own, and is asked by the part tokens.
Rollout with_default_policies(Rollout rollout) {
    if (auto* rows = std::get_if<std::vector<WrittenRow>>(&rollout.elements)) {
        for (WrittenRow& row : *rows) {
            row.on_failure = row.on_failure == absent_policy ? PolicyWord{} : row.on_failure;
        }
    }
    return rollout;
}

}  // namespace

std::vector<TestCase> cases_of(const Section& section, Edition edition, const Vocabulary& vocabulary) {
    std::vector<TestCase> cases;
    for (const CaseLine& line : section.cases) {
        if (!line.editions.contains(edition) || line.kind != CaseLine::Kind::rollout) {
            continue;
        }
        Rollout rollout = line.is_in_words() ? with_default_policies(line.rollout) : line.rollout;
        if (vocabulary.offers(rollout)) {
            cases.push_back({(rollout.is_of_children() ? "children: " : "") + line.text_of_input(), std::move(rollout),
                             line.expected});
        }
    }
    return cases;
}

Source smoke_source(Edition edition, const Vocabulary& vocabulary) {
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
    for (const Section& clause : clauses()) {
        for (TestCase& made : cases_of(clause, edition, vocabulary)) {
            collected.add(std::move(made));
        }
    }
    collected.add(token_case_lines(edition, vocabulary));
    collected.add(row_case_lines(edition, vocabulary));
    return collected.source("smoke", "Each clause is there: two rollouts that need it, and the case lines of spec/.");
}

Source regression_source(Edition edition, const Vocabulary& vocabulary) {
    Collected collected;
    for (const Section& regression : regressions()) {
        for (TestCase& made : cases_of(regression, edition, vocabulary)) {
            collected.add(std::move(made));
        }
    }
    return collected.source("regressions", "None of the named defects of the past.");
}

}  // namespace rollout::oracle
