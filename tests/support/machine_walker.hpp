// A machine as data (spec/machines/), run by a walker that knows nothing of the rule.
#pragma once

#include <span>
#include <stdexcept>
#include <string>

#include <rollout/vocabulary/child.hpp>

#include "json_document.hpp"

namespace rollout::tests {

/// Runs a machine file as a reader without this library would.
class Walker {
public:
    explicit Walker(const std::string& machine) {
        if (const auto problem = oracle::parse_json(machine, document_)) {
            throw std::runtime_error(*problem);
        }
    }

    rapidjson::Document& document() { return document_; }

    unsigned step(unsigned state, std::string_view token, unsigned flags) const {
        const unsigned letter = document_["letters"][key(token)][flags].GetUint();
        return document_["transitions"][state][letter].GetUint();
    }
    unsigned after(unsigned state, const rapidjson::Value& word) const {
        for (const rapidjson::Value& letter : word.GetArray()) {
            state = step(state, oracle::text_of(letter[0]), letter[1].GetUint());
        }
        return state;
    }
    std::string_view output(unsigned state) const { return oracle::text_of(document_["states"][state]["output"]); }
    unsigned initial() const { return document_["initial"].GetUint(); }

    std::string_view project(std::span<const Child> children) const {
        unsigned state = initial();
        for (const Child& child : children) {
            unsigned flags = 0;
            for (unsigned i = 0; i < document_["flags"].Size(); ++i) {
                flags += has(child, oracle::text_of(document_["flags"][i])) ? 1U << i : 0U;
            }
            state = step(state, spelled(child.state), flags);
        }
        return output(state);
    }
    std::string_view project(std::span<const Operation> operations, Latch latch) const {
        unsigned state = initial();
        for (const Operation& operation : operations) {
            const std::string_view policy = operation.on_failure == Policy::unknown ? "" : word(operation.on_failure);
            const auto& policies = document_["policies"][latch == Latch::released ? "released" : "unreleased"];
            state = step(state, spelled(operation.state), policies[key(policy)].GetUint());
        }
        return output(state);
    }

private:
    static std::string_view spelled(State state) { return state == State::unrecognized ? "" : token(state); }
    static rapidjson::Value key(std::string_view text) {
        return rapidjson::Value(rapidjson::StringRef(text.data(), static_cast<rapidjson::SizeType>(text.size())));
    }
    static bool has(const Child& child, std::string_view flag) {
        return (flag == "continue_on_failure" && child.continue_on_failure) ||
               (flag == "pause_on_failure" && child.pause_on_failure) || (flag == "orphaned" && child.orphaned) ||
               (flag == "never_started" && child.never_started);
    }

    rapidjson::Document document_;
};

}  // namespace rollout::tests
