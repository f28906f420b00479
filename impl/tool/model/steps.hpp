// The steps of the protocol: which there are in a situation, and where each leads. Decides nothing by itself: what is
// written, refused, claimed or projected is asked of the library. Text: spec/rules/lifecycle.md.
#pragma once

#include <string>
#include <vector>

#include "properties.hpp"
#include "protocol.hpp"
#include "situation.hpp"

namespace rollout::model {

/// Who takes a step.
enum class Actor : std::uint8_t { machinery, fault, human };

/// One step: where it leads, and which properties it breaks.
struct Step {
    Actor actor = Actor::machinery;
    std::string_view deed;        // what is done, as traces tell it
    std::size_t process = 0;      // whose step it is, of machinery
    State said = State::pending;  // the state that it reads, writes or reports, if it does
    Situation next = {};
    Properties broken = {};
    std::size_t row = 0;  // which it is about
    bool tells_state = false;
};

/// Writes to `steps` every step that can be taken.
void steps_from(const Protocol& protocol, const Situation& situation, std::vector<Step>& steps);

/// Returns what a situation breaks in which no process is at work, no row can be claimed, and the operator alone would
/// write nothing: nothing if it is none of these. Requires: `steps` are its steps.
Properties broken_if_quiet(const Protocol& protocol, const Situation& situation, const std::vector<Step>& steps);

/// Returns the projection of the stored rows.
State projection(const Protocol& protocol, const Situation& situation);

/// Returns what claimers ask by, their leases being stale.
ClaimInput claim_input(const Protocol& protocol, const Situation& situation);

/// Returns the step as a sentence: "driver of operation 2: reads the parent: running".
std::string told(const Protocol& protocol, const Step& step);

/// Returns what is stored: "parent running over failed:continue pending:continue, a stop pending, released".
std::string told(const Protocol& protocol, const Situation& situation);

}  // namespace rollout::model
