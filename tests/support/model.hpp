// What tests of the model share: its sentences, its situations as bytes, and one way to judge.
#pragma once

#include <string>
#include <vector>

#include "judgement.hpp"
#include "situation.hpp"
#include "steps.hpp"

namespace rollout::tests {

using namespace model;

/// Returns the sentence of each step, for comparison and for messages.
inline std::vector<std::string> sentences(const Protocol& protocol, const std::vector<Step>& steps) {
    std::vector<std::string> texts;
    for (const Step& step : steps) {
        texts.push_back(told(protocol, step));
    }
    return texts;
}
inline std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += "\n  " + line;
    }
    return text;
}

inline std::string bytes(const Situation& situation, std::size_t operations) {
    std::string text(bytes_of(operations), '\0');
    encode(situation, operations, reinterpret_cast<std::uint8_t*>(text.data()));
    return text;
}
inline Situation situation_of(const std::string& bytes, std::size_t operations) {
    return decode(reinterpret_cast<const std::uint8_t*>(bytes.data()), operations);
}

inline bool may_be_counted_on(const Step& step) {
    return step.actor == Actor::machinery || (step.actor == Actor::human && step.deed == "releases the pause");
}

inline Judgement judged(Edition edition, std::size_t operations, unsigned jobs = 0,
                        const std::vector<Property>& asked = {}) {
    return judge({.edition = edition, .operations = operations, .asked = asked, .jobs = jobs});
}

inline const std::vector<Property> gaps{Property::operation_failure_persisted, Property::side_effects_follow_projection,
                                        Property::guard_admits_the_hold};

}  // namespace rollout::tests
