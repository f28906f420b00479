#include "spec_sources.hpp"

#include <fmt/format.h>

#include <rollout/reference/projection.hpp>

#include "collected.hpp"
#include "isolating.hpp"
#include "list_sources.hpp"
#include "spec.hpp"

namespace rollout::conformance {
namespace {

using analysis::Level;

/// Returns the members of a JSON object, without its braces.
std::string members(const std::string& object) { return object.substr(1, object.size() - 2); }

}  // namespace

std::vector<Case> cases_of(const oracle::Clause& section, Edition edition, const Vocabulary& vocabulary) {
    std::vector<Case> made;
    for (const oracle::Case& line : section.cases) {
        if (!line.editions.contains(edition) || line.kind != oracle::Case::Kind::rollout) {
            continue;
        }
        const std::string object = line.json_of_input();
        const auto read = oracle::read_rollout_line(object);
        if (vocabulary.offers(std::get<oracle::RolloutLine>(read))) {
            const bool of_children = std::holds_alternative<std::vector<Child>>(line.elements);
            made.push_back({(of_children ? "children: " : "") + line.text_of_input(), members(object), line.expected});
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
