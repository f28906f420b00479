#include "isolating.hpp"

#include <numeric>

#include <rollout/reference/projection.hpp>

#include "shortest.hpp"

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

}  // namespace rollout::oracle
