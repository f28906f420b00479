// What a lemma is about: the shipped tables and the shipped combine of one edition, or a copy with one thing broken.
#pragma once

#include <optional>

#include "letters.hpp"
#include "symbolic_facts.hpp"

namespace rollout::proofs {

/// The parts that a subject is made of. A lemma names those that it reads.
enum class Piece : std::uint8_t { rules, letters, single_letters, operations, flags, combine, predicates };

/// One way in which combine can treat one fact wrongly.
struct WrongCombine {
    enum class How : std::uint8_t {
        never,
        always,
        left_only,
        right_only,
        in_both_only,
        left_without_right,
        other_order,
        any_order,
    };
    How how;
    std::size_t bit;
};

/// The predicates as tables over the states, and what `held_by_a_resumable_child` takes for terminal.
struct Predicates {
    std::array<bool, state_count> terminal;
    std::array<bool, state_count> running_family;
};

struct Implementation {
    Edition edition;
    std::vector<Rule> rules_in_order;
    State otherwise;
    ChildLetters children;
    std::array<OperationLetters, latches.size()> operations;  // by latch
    std::array<OperationSet, latches.size()> continues;       // by latch: the operations whose child has the flag
    std::array<OperationSet, latches.size()> pauses;
    Predicates predicates;
    std::optional<WrongCombine> wrong_combine = std::nullopt;

    /// Returns the subject that the linked library ships for `edition`.
    static Implementation shipped(Edition edition);

    Rules rules() const { return {rules_in_order, otherwise}; }
    facts_of_a_list::Facts letter(const Child& child) const { return letter_in(children, child); }
    facts_of_a_list::Facts letter(Operation operation, Latch latch) const {
        return letter_in(operations[static_cast<std::size_t>(latch)], operation);
    }
    /// Return the children, and the operations, whose letters meet `facts`.
    ChildSet children_with(facts_of_a_list::Facts facts) const;
    OperationSet operations_with(facts_of_a_list::Facts facts, Latch latch) const;
    /// Returns every fact that some list can have.
    facts_of_a_list::Facts reachable() const;

    /// Returns a copy whose combine treats one fact wrongly.
    Implementation broken(WrongCombine wrong) const {
        Implementation copy = *this;
        copy.wrong_combine = wrong;
        return copy;
    }

    /// The subject's combine, and its fold's step, in either reading.
    template <class Word>
    Word combine(const Word& left, const Word& right) const {
        return treated(left, right, joined(left, right));
    }
    template <class Word>
    Word extended(const Word& facts, const Word& letter) const {
        return treated(
            facts, letter,
            ordered(edition) ? rollout::extended<true>(facts, letter) : rollout::extended<false>(facts, letter));
    }

private:
    template <class Word>
    Word treated(const Word& left, const Word& right, const Word& made) const {
        using enum WrongCombine::How;
        using namespace facts_of_a_list;
        if (!wrong_combine) {
            return made;
        }
        const std::size_t bit = wrong_combine->bit;
        const auto at_left = has(left, bit);
        const auto at_right = has(right, bit);
        const auto either = at_left || at_right;
        switch (wrong_combine->how) {
            case never:
                return exchanged(made, bit, either && !either);
            case always:
                return exchanged(made, bit, either || !either);
            case left_only:
                return exchanged(made, bit, at_left);
            case right_only:
                return exchanged(made, bit, at_right);
            case in_both_only:
                return exchanged(made, bit, at_left && at_right);
            case left_without_right:
                return exchanged(made, bit, at_left && !at_right);
            case other_order:
                return exchanged(made, bit, either || (meets(right, failed_pausing) && meets(left, holds)));
            case any_order:
                break;
        }
        return exchanged(made, bit, either || (meets(made, failed_pausing) && meets(made, holds)));
    }
};

}  // namespace rollout::proofs
