#include <rollout/reference/predicates.hpp>

#include "questions.hpp"

namespace rollout::proofs {
namespace {

struct OfStates {
    auto operator()(auto& world) const {
        const auto child = world.child("child");
        return world.terminal(child.state) == is_in(child.state, reference::terminal_states) &&
               world.in_running_family(child.state) == reference::in_running_family(world.edition(), child.state);
    }
};

struct Held {
    auto operator()(auto& world) const {
        const auto children = world.list("children");
        return world.held(children) == reference::held_by_a_resumable_child(world.edition(), children);
    }
};

std::string running_family_clause(Edition edition) {
    return edition < Edition::b4 ? "PRED-1" : edition < Edition::settled ? "PRED-2" : "PRED-3";
}

}  // namespace

std::vector<Lemma> predicates_are_those_of_the_reference() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::b1, newest_edition)) {
        lemmas.push_back(law(4,
                             {.name = "predicates",
                              .statement = "the predicates terminal and in_running_family are the reference's",
                              .clauses = {running_family_clause(edition)}},
                             claim({edition}, {Piece::predicates}, OfStates{}), "stopped is not terminal",
                             [](Implementation& subject) {
                                 subject.predicates.terminal[static_cast<std::size_t>(State::stopped)] = false;
                             }));
        lemmas.back().subject = "compiled code, as a table of its answers, and the reference's template";
        lemmas.back().inputs = "every state";
    }
    for (const Edition edition : editions_between(Edition::settled, newest_edition)) {
        lemmas.push_back(law(4,
                             {.name = "held",
                              .statement = "the predicate held_by_a_resumable_child is the reference's",
                              .clauses = {"PRED-4"}},
                             claim({edition}, {Piece::rules, Piece::letters}, Held{}),
                             "the first rule, ROLL-9, is dropped", drop_the_first_rule));
    }
    return comparing({"reference/include/rollout/reference/predicates.hpp", "impl/library/projection/held.hpp"},
                     lemmas);
}

}  // namespace rollout::proofs
