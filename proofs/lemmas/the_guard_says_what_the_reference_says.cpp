#include "lifecycle_questions.hpp"

namespace rollout::proofs {
namespace {

struct GuardsAlike {
    auto operator()(const auto& world) const {
        const auto says = guard_says(world.seen_edition, guard_input(world.seen));
        const auto input = guard_input(world.inputs);
        const auto refuses = reference::refuses(world.edition, input);
        return says.refuses == refuses &&
               says.writes == (!refuses && !reference::nothing_to_write(world.edition, input));
    }
};

std::vector<std::string> clauses(Edition edition) {
    return {edition < Edition::b3 ? "GUARD-1" : "GUARD-2", edition < Edition::b3 ? "GUARD-1" : "GUARD-3",
            edition < Edition::b4 ? "GUARD-4" : "GUARD-5", "GUARD-6"};
}

}  // namespace

std::vector<Lemma> the_guard_says_what_the_reference_says() {
    std::vector<Lemma> lemmas;
    for (const EditionFacts& in : editions) {
        std::vector<std::string> named = clauses(in.edition);
        named.erase(std::unique(named.begin(), named.end()), named.end());
        lemmas.push_back(decision_law(
            4,
            {.name = "guard",
             .statement = "the operator's guard refuses, writes or does neither exactly where "
                          "the reference does",
             .clauses = named,
             .inputs = "every stored, projected and base state, authorized or not"},
            decision(in.edition, guard_inputs(), GuardsAlike{}), misread("stored", State::stopped, State::running)));
    }
    return comparing({"reference/include/rollout/reference/guard.hpp", "impl/library/lifecycle/guard_rules.hpp"},
                     lemmas);
}

}  // namespace rollout::proofs
