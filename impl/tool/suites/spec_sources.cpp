#include "spec_sources.hpp"

#include <fmt/format.h>

#include <numeric>

#include <rollout/reference/projection.hpp>

#include "list_sources.hpp"
#include "row_source.hpp"
#include "shortest.hpp"
#include "spec.hpp"
#include "token_source.hpp"

namespace rollout::oracle {

namespace {

/// One clause, decided: what a ladder holds once it was asked about a list.
struct Rung {
    reference::Clause clause;
    bool holds;
    State answer;
};

constexpr auto decided = [](const auto& rungs) {
    std::vector<Rung> made;
    const auto add = [&](const auto& rung) { made.push_back({rung.clause, rung.holds, rung.answer.state}); };
    std::apply([&](const auto&... rung) { (add(rung), ...); }, rungs);
    return made;
};

std::optional<State> first_that_holds(const std::vector<Rung>& rungs, reference::Clause without) {
    for (const Rung& rung : rungs) {
        if (rung.holds && rung.clause != without) {
            return rung.answer;
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<State> answer_without(reference::Clause clause, Edition edition, std::span<const Child> children) {
    const auto list = reference::list_of(children);
    const std::optional<State> base = first_that_holds(reference::with_base(edition, list, decided), clause);
    std::vector<Rung> rollout = reference::with_rollout(edition, list, decided);
    for (Rung& rung : rollout) {
        // What passes the base on sees the base that is left.
        if (rung.clause == reference::Clause::ROLL_1 || rung.clause == reference::Clause::ROLL_2) {
            if (!base) {
                return std::nullopt;
            }
            rung.holds = rung.clause == reference::Clause::ROLL_1 || *base != State::failed;
            rung.answer = *base;
        }
    }
    return first_that_holds(rollout, clause);
}

std::vector<reference::Clause> ladder_clauses(Edition edition) {
    const auto list = reference::list_of(std::span<const Child>());
    std::vector<reference::Clause> clauses;
    for (const auto& rungs :
         {reference::with_base(edition, list, decided), reference::with_rollout(edition, list, decided)}) {
        for (const Rung& rung : rungs) {
            clauses.push_back(rung.clause);
        }
    }
    return clauses;
}

std::vector<analysis::Word> isolating(reference::Clause clause, const analysis::Alphabet& alphabet, std::size_t count) {
    std::vector<std::uint32_t> letters(alphabet.letters.size());
    std::iota(letters.begin(), letters.end(), 0U);
    const std::vector<std::uint32_t> one_a_class = analysis::one_of_each(
        letters, [&](std::uint32_t letter) { return alphabet.summary(alphabet.letters[letter]).facts; });
    std::vector<analysis::Word> found;
    std::vector<Child> children;
    analysis::any_list(std::span<const std::uint32_t>(one_a_class), 3, [&](std::span<const std::uint32_t> word) {
        children.clear();
        for (const std::uint32_t letter : word) {
            children.push_back(alphabet.child(alphabet.letters[letter]));
        }
        if (answer_without(clause, alphabet.edition, children) != reference::project(alphabet.edition, children)) {
            found.emplace_back(word.begin(), word.end());
        }
        return found.size() == count;
    });
    return found;
}

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
    const auto by_alphabet = lists_of(edition, vocabulary);
    constexpr std::size_t wanted = 2;
    for (const reference::Clause clause : ladder_clauses(edition)) {
        std::size_t found = 0;
        for (const auto& cases : by_alphabet) {
            for (const analysis::Word& word : isolating(clause, cases->alphabet(), wanted - found)) {
                collected.add(cases->at(word));
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
