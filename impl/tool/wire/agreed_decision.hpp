// A decision that both engines agree on: the state by the implementation, the clause by the reference.
#pragma once

#include <fmt/format.h>

#include <span>
#include <stdexcept>

#include <rollout/project.hpp>
#include <rollout/reference/projection.hpp>

namespace rollout::oracle {

/// The implementation and the reference gave different answers: the one thing that must never be printed as an answer.
struct Disagreement : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Returns the decision on elements and, if these are not children, a latch. Throws Disagreement.
template <class Element>
reference::Decision agreed_decision(Edition edition, std::span<const Element> elements, auto... latch) {
    const State state = rollout::project(edition, elements, latch...);
    const reference::Decision decision = reference::decide(edition, elements, latch...);
    if (state != decision.state) {
        throw Disagreement(
            fmt::format("the implementation projects {}, the reference {}; nothing is answered, please report this",
                        token(state), token(decision.state)));
    }
    return decision;
}

/// Returns the fields of an answer in JSON that say the decision.
inline std::string json_fields(const reference::Decision& decision) {
    return fmt::format("\"state\":\"{}\",\"clause\":\"{}\"", token(decision.state), reference::id(decision.clause));
}

}  // namespace rollout::oracle
