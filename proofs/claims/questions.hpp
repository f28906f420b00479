// What laws ask of a child and of a list, in words: the reference's predicates by the name of the edition.
#pragma once

#include <rollout/reference/guard.hpp>

#include "lemma.hpp"

namespace rollout::proofs {

inline constexpr auto failed = [](const auto& child) { return reference::failed(child); };
inline constexpr auto terminal = [](const auto& child) { return reference::terminal(child); };
inline constexpr auto live = [](const auto& child) { return !reference::terminal(child); };
inline constexpr auto hard_failure = [](const auto& child) {
    return reference::failed_with_neither_or_both_flags(child);
};
inline constexpr auto pausing = [](const auto& child) { return reference::failed_with_the_pause_flag_alone(child); };
inline constexpr auto may_not_continue = [](const auto& child) {
    return reference::failed_and_may_not_continue(child);
};

/// Returns the question whether a child keeps a failed rollout open: not terminal, before edition settled.
constexpr auto holding(Edition edition) {
    return [edition](const Child& child) {
        return edition < Edition::settled    ? !reference::terminal(child)
               : edition == Edition::settled ? reference::HoldingInSettled::holds(child)
                                             : reference::HoldingInFinalizers::holds(child);
    };
}

/// Returns the question whether a child keeps a failed rollout open and is past pending, from edition settled on.
constexpr auto holding_started(Edition edition) {
    return [edition](const Child& child) {
        return holding(edition)(child) &&
               (edition == Edition::settled ? reference::HoldingInSettled::past_pending(child)
                                            : reference::HoldingInFinalizers::past_pending(child));
    };
}

using reference::hold_of;

/// Returns the base projection of `list`.
auto base(Edition edition, const auto& list) {
    return reference::with_base(edition, list, [&](const auto& rungs) { return reference::decide(list, rungs); }).state;
}

/// Returns what the subject answers to a list, one element more, and another list.
auto answer_between(auto& world, const auto& before, const auto& letter, const auto& after) {
    return world.finish(world.combine(world.combine(world.word(before), letter), world.word(after)));
}

// Ways to break a subject that laws share.

inline void drop_the_first_rule(Implementation& subject) {
    subject.rules_in_order.erase(subject.rules_in_order.begin());
}

/// A failure that the edition lets end the rollout completes it.
inline void let_a_failure_complete(Implementation& subject) {
    rule_answering(subject, State::failed).answer = State::completed;
}

/// Gives failed operations under `policy` that letter, whatever the latch.
inline void change_failed_operations(Implementation& subject, Policy policy, facts_of_a_list::Facts letter) {
    for (OperationLetters& letters : subject.operations) {
        letters[static_cast<std::size_t>(State::failed)][static_cast<std::size_t>(policy)] = letter;
    }
}

/// Requires: a continuing failure's letter does not depend on the latch.
inline void read_an_unknown_policy_as_continue(Implementation& subject) {
    change_failed_operations(subject, Policy::unknown,
                             subject.letter({State::failed, Policy::continue_}, Latch::unreleased));
}

/// Returns the lemmas that `of_edition` makes of each edition, in order.
inline std::vector<Lemma> of_every_edition(const std::function<std::vector<Lemma>(Edition)>& of_edition) {
    std::vector<Lemma> lemmas;
    for (const EditionFacts& facts : editions) {
        const std::vector<Lemma> some = of_edition(facts.edition);
        lemmas.insert(lemmas.end(), some.begin(), some.end());
    }
    return lemmas;
}

/// Returns the editions from `first` to `last`.
inline std::vector<Edition> editions_between(Edition first, Edition last) {
    std::vector<Edition> some;
    for (const EditionFacts& facts : editions) {
        if (first <= facts.edition && facts.edition <= last) {
            some.push_back(facts.edition);
        }
    }
    return some;
}

}  // namespace rollout::proofs
