#include "decision.hpp"

#include <algorithm>
#include <stdexcept>

#include "claim.hpp"

namespace rollout::proofs {
namespace {

std::size_t values_of(const Input& input) {
    switch (input.sort) {
        case Sort::state:
            return state_count;
        case Sort::policy:
            return policy_count;
        case Sort::truth:
            return 2;
        case Sort::choice:
            break;
    }
    return input.count;
}

std::string text_of(Sort sort, std::size_t value) {
    switch (sort) {
        case Sort::state:
            return std::string(token(State(value)));
        case Sort::policy:
            return std::string(word(Policy(value)));
        case Sort::truth:
            return value != 0 ? "yes" : "no";
        case Sort::choice:
            break;
    }
    return std::to_string(value);
}

std::string text_of(const DecisionClaim& claim, const Misreading& wrong) {
    if (wrong.input == "edition") {
        return "decides as " + std::string(name(Edition(wrong.to)));
    }
    const auto input = std::find_if(claim.inputs.begin(), claim.inputs.end(),
                                    [&](const Input& each) { return each.name == wrong.input; });
    if (input == claim.inputs.end()) {
        throw std::logic_error("no input " + wrong.input);
    }
    return wrong.input + ": takes " + text_of(input->sort, wrong.from) + " for " + text_of(input->sort, wrong.to);
}

WitnessInput witness_of(const Input& input, std::size_t value) {
    return {input.name, value, text_of(input.sort, value)};
}

/// Returns the world of the claim whose inputs are `of(misreading)`, the subject reading so.
template <class Inputs>
DecisionWorld<Inputs> world_of(const DecisionClaim& claim, const std::optional<Misreading>& wrong, const auto& of) {
    const Edition edition = claim.edition.value_or(newest_edition);
    return {edition, seen_value(wrong, "edition", edition), of(std::nullopt), of(wrong)};
}

std::size_t value_in(const z3::model& model, const Terms& terms, const Input& input) {
    const SymbolicInputs inputs(terms, std::nullopt);
    switch (input.sort) {
        case Sort::state:
            return static_cast<std::size_t>(state_in(model, inputs.state(input.name)));
        case Sort::policy:
            return static_cast<std::size_t>(policy_in(model, inputs.policy(input.name)));
        case Sort::truth:
        case Sort::choice:
            break;
    }
    return truth_in(model, inputs.truth(input.name)) ? 1 : 0;
}

z3::expr is(const Terms& terms, const Input& input, std::size_t value) {
    const SymbolicInputs inputs(terms, std::nullopt);
    switch (input.sort) {
        case Sort::state:
            return inputs.state(input.name) == State(value);
        case Sort::policy:
            return inputs.policy(input.name) == Policy(value);
        case Sort::truth:
        case Sort::choice:
            break;
    }
    return value != 0 ? inputs.truth(input.name) : !inputs.truth(input.name);
}

/// Calls `use` with every choice of the inputs from `at` on, until it returns true.
bool any_inputs(const std::vector<Input>& inputs, std::size_t at, Witness& witness, const std::function<bool()>& use) {
    if (at == inputs.size()) {
        return use();
    }
    if (inputs[at].sort == Sort::choice) {
        return any_inputs(inputs, at + 1, witness, use);
    }
    for (std::size_t value = 0; value < values_of(inputs[at]); ++value) {
        witness.inputs.push_back(witness_of(inputs[at], value));
        if (any_inputs(inputs, at + 1, witness, use)) {
            return true;
        }
        witness.inputs.pop_back();
    }
    return false;
}

Lemma lemma_of(int link, const DecisionSaying& saying, const DecisionClaim& claim) {
    return {.id = "L" + std::to_string(link) + "-" + (claim.edition ? std::string(name(*claim.edition)) : "any") + "-" +
                  saying.name,
            .statement = saying.statement,
            .clauses = saying.clauses,
            .edition = claim.edition,
            .subject = saying.subject,
            .inputs = saying.inputs,
            .assumptions = saying.assumptions,
            .obligation = {},
            .holds = {},
            .twin = {}};
}

Obligation question(const DecisionClaim& claim, const Terms& terms, const std::optional<Misreading>& wrong) {
    const auto world = world_of<SymbolicInputs>(
        claim, wrong, [&](const std::optional<Misreading>& each) { return SymbolicInputs(terms, each); });
    return {.questions = {{{"", {}, claim.symbolic(world)}}},
            .read = [&terms, inputs = claim.inputs](const z3::model& model) {
                Witness witness;
                for (const Input& input : inputs) {
                    if (input.sort != Sort::choice) {
                        witness.inputs.push_back(witness_of(input, value_in(model, terms, input)));
                    }
                }
                return witness;
            }};
}

bool is_true_of(const DecisionClaim& claim, const Witness& witness, const std::optional<Misreading>& wrong) {
    return claim.replay(world_of<WitnessInputs>(
        claim, wrong, [&](const std::optional<Misreading>& each) { return WitnessInputs(witness, each); }));
}

/// Returns every misreading that is made systematically: each truth taken for granted or never seen, each state taken
/// for one that is over, one that failed or one at work, each policy and choice taken for each other one, the rules of
/// each other edition.
std::vector<Misreading> misreadings(const DecisionClaim& claim) {
    std::vector<Misreading> made;
    const auto add = [&](const std::string& input, std::size_t from, std::size_t to) {
        if (from != to) {
            made.push_back({input, from, to});
        }
    };
    for (const Input& input : claim.inputs) {
        for (std::size_t from = 0; from < values_of(input); ++from) {
            if (input.sort == Sort::state) {
                for (const State to : {State::completed, State::failed, State::running}) {
                    add(input.name, from, static_cast<std::size_t>(to));
                }
            } else {
                for (std::size_t to = 0; to < values_of(input); ++to) {
                    add(input.name, from, to);
                }
            }
        }
    }
    if (claim.edition) {
        for (const EditionFacts& facts : editions) {
            add("edition", static_cast<std::size_t>(*claim.edition), static_cast<std::size_t>(facts.edition));
        }
    }
    return made;
}

/// Returns the question whether the claim fails of the very inputs of `witness`.
Obligation denial(const DecisionClaim& claim, const Terms& terms, const std::optional<Misreading>& wrong,
                  const Witness& witness) {
    Obligation denied = question(claim, terms, wrong);
    Entailment& asked = denied.questions.back();
    asked.goal = !asked.goal;
    for (const WitnessInput& input : witness.inputs) {
        const auto declared = std::find_if(claim.inputs.begin(), claim.inputs.end(),
                                           [&](const Input& each) { return each.name == input.name; });
        asked.premises.push_back(is(terms, *declared, input.value));
    }
    return denied;
}

Broken<Misreading> broken_by(const DecisionClaim& claim, const Misreading& wrong) {
    return {text_of(claim, wrong), [wrong] { return wrong; }};
}

ClaimAbout<Misreading> about_inputs(const DecisionClaim& claim) {
    const auto wrong_of = [](const Misreading* wrong) {
        return wrong != nullptr ? std::optional(*wrong) : std::nullopt;
    };
    return {.holds_of_all = [=](const Terms& terms,
                                const Misreading* wrong) { return question(claim, terms, wrong_of(wrong)); },
            .fails_of = [=](const Terms& terms, const Misreading* wrong,
                            const Witness& witness) { return denial(claim, terms, wrong_of(wrong), witness); },
            .holds = [=](const Misreading* wrong,
                         const Witness& witness) { return is_true_of(claim, witness, wrong_of(wrong)); },
            .copies =
                [=] {
                    std::vector<Broken<Misreading>> copies;
                    for (const Misreading& wrong : misreadings(claim)) {
                        copies.push_back(broken_by(claim, wrong));
                    }
                    return copies;
                }};
}

}  // namespace

std::size_t WitnessInputs::value(const std::string& name) const {
    const auto input = std::find_if(witness_->inputs.begin(), witness_->inputs.end(),
                                    [&](const WitnessInput& each) { return each.name == name; });
    if (input == witness_->inputs.end()) {
        throw std::logic_error("no input " + name);
    }
    return input->value;
}

Lemma decision_law(int link, DecisionSaying saying, DecisionClaim claim, Misreading wrong) {
    return true_of_all(lemma_of(link, saying, claim), about_inputs(claim), broken_by(claim, wrong));
}

Lemma false_decision_law(int link, DecisionSaying saying, DecisionClaim claim, Misreading wrong) {
    Witness found;
    const bool is_false = any_inputs(claim.inputs, 0, found, [&] { return !is_true_of(claim, found, std::nullopt); });
    ClaimAbout<Misreading> about = about_inputs(claim);
    if (!is_false) {
        about.fails_of = [](const Terms& terms, const Misreading*, const Witness&) {
            return Obligation{.questions = {{{"no counterexample", {}, terms.truth(false)}}}, .read = {}};
        };
    }
    Lemma lemma = lemma_of(link, saying, claim);
    lemma.inputs = "one input, which is the counterexample";
    return false_by(found, std::move(lemma), about, broken_by(claim, wrong));
}

}  // namespace rollout::proofs
