// What the variables of a lemma are in one counterexample, each sort in the order of its declaration.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <rollout/vocabulary/text.hpp>

namespace rollout::proofs {

/// An input of a decision: which value of its sort it is, and how that reads.
struct WitnessInput {
    std::string name;
    std::size_t value;
    std::string text;
};

struct Witness {
    std::vector<std::vector<Child>> lists = {};
    std::vector<Child> children = {};
    std::vector<Operation> operations = {};
    std::vector<std::string> texts = {};
    std::vector<WitnessInput> inputs = {};

    /// Returns rollouts as spec/ writes them, parts divided by bars: "failed+continue | running"; inputs of a decision
    /// by their names: "stored: failed | projected: running".
    std::string text() const {
        std::string made;
        const auto add = [&](const std::string& part) { made += (made.empty() ? "" : " | ") + part; };
        for (const auto& list : lists) {
            add(text_of(list));
        }
        for (const Child& child : children) {
            add(text_of(child));
        }
        for (const Operation& operation : operations) {
            add(text_of(operation));
        }
        for (const std::string& each : texts) {
            add("\"" + each + "\"");
        }
        for (const WitnessInput& input : inputs) {
            add(input.name + ": " + input.text);
        }
        return made.empty() ? "nothing to choose" : made;
    }
};

}  // namespace rollout::proofs
