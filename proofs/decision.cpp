#include "decision.hpp"

#include <algorithm>
#include <stdexcept>

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

std::string text_of(const Decision& claim, const Misreading& wrong) {
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
DecisionWorld<Inputs> world_of(const Decision& claim, const std::optional<Misreading>& wrong, const auto& of) {
    const Edition edition = claim.edition.value_or(Edition::finalizers);
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

Lemma lemma_of(int link, const DecisionSaying& saying, const Decision& claim) {
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

/// Returns all twins that `twin` makes of the claim's misreadings.
std::function<std::vector<Twin>()> twins_of(const Decision& claim, const std::function<Twin(const Misreading&)>& twin) {
    return [claim, twin] {
        std::vector<Twin> made;
        for (const Misreading& wrong : claim.misreadings()) {
            made.push_back(twin(wrong));
        }
        return made;
    };
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

Obligation Decision::question(const Terms& terms, const std::optional<Misreading>& wrong) const {
    const auto world = world_of<SymbolicInputs>(
        *this, wrong, [&](const std::optional<Misreading>& each) { return SymbolicInputs(terms, each); });
    return {.questions = {{"", {}, symbolic(world)}}, .read = [&terms, inputs = inputs](const z3::model& model) {
                Witness witness;
                for (const Input& input : inputs) {
                    if (input.sort != Sort::choice) {
                        witness.inputs.push_back(witness_of(input, value_in(model, terms, input)));
                    }
                }
                return witness;
            }};
}

bool Decision::holds(const Witness& witness, const std::optional<Misreading>& wrong) const {
    return replay(world_of<WitnessInputs>(
        *this, wrong, [&](const std::optional<Misreading>& each) { return WitnessInputs(witness, each); }));
}

std::vector<Misreading> Decision::misreadings() const {
    std::vector<Misreading> made;
    const auto add = [&](const std::string& input, std::size_t from, std::size_t to) {
        if (from != to) {
            made.push_back({input, from, to});
        }
    };
    for (const Input& input : inputs) {
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
    if (edition) {
        for (const EditionFacts& facts : editions) {
            add("edition", static_cast<std::size_t>(*edition), static_cast<std::size_t>(facts.edition));
        }
    }
    return made;
}

Lemma decision_law(int link, DecisionSaying saying, Decision claim, Misreading wrong) {
    Lemma lemma = lemma_of(link, saying, claim);
    const auto twin = [claim](const Misreading& each) {
        return Twin{text_of(claim, each), [claim, each](const Terms& terms) { return claim.question(terms, each); },
                    [claim, each](const Witness& witness) {
                        return !claim.holds(witness, each) && claim.holds(witness, std::nullopt);
                    }};
    };
    lemma.obligation = [claim](const Terms& terms) { return claim.question(terms, std::nullopt); };
    lemma.holds = [claim](const Witness& witness) { return claim.holds(witness, std::nullopt); };
    lemma.twin = twin(wrong);
    lemma.twins = twins_of(claim, twin);
    return lemma;
}

Lemma false_decision_law(int link, DecisionSaying saying, Decision claim, Misreading wrong) {
    Witness found;
    const bool is_false = any_inputs(claim.inputs, 0, found, [&] { return !claim.holds(found, std::nullopt); });
    Lemma lemma = lemma_of(link, saying, claim);
    lemma.statement = "false: " + saying.statement + "; counterexample: " + found.text();
    lemma.inputs = "one input, which is the counterexample";
    // The claim is denied of the very inputs of the witness, so its denial is what must be entailed.
    const auto question = [claim, found, is_false](const Terms& terms, const std::optional<Misreading>& each) {
        Obligation made = claim.question(terms, each);
        Question& asked = made.questions.back();
        asked.goal = is_false ? !asked.goal : terms.truth(false);
        for (const WitnessInput& input : found.inputs) {
            const auto declared = std::find_if(claim.inputs.begin(), claim.inputs.end(),
                                               [&](const Input& one) { return one.name == input.name; });
            asked.premises.push_back(is(terms, *declared, input.value));
        }
        return made;
    };
    const auto twin = [claim, found, question](const Misreading& each) {
        return Twin{text_of(claim, each), [question, each](const Terms& terms) { return question(terms, each); },
                    [claim, found, each](const Witness&) {
                        return claim.holds(found, each) && !claim.holds(found, std::nullopt);
                    }};
    };
    lemma.obligation = [question](const Terms& terms) { return question(terms, std::nullopt); };
    lemma.holds = [claim, found](const Witness&) { return !claim.holds(found, std::nullopt); };
    lemma.twin = twin(wrong);
    lemma.twins = twins_of(claim, twin);
    return lemma;
}

}  // namespace rollout::proofs
