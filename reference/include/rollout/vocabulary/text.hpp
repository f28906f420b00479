// Rollouts as people read them: operations as the command line spells them, children with their flags.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <rollout/vocabulary/child.hpp>

namespace rollout {

/// Returns `failed:continue`; the default policy is left out.
inline std::string text_of(const Operation& operation) {
    const std::string state(token(operation.state));
    return operation.on_failure == policy_default ? state : state + ":" + std::string(word(operation.on_failure));
}

/// Returns `failed+continue+pause`.
inline std::string text_of(const Child& child) {
    std::string text(token(child.state));
    for (const FlagFacts& facts : child_flags) {
        text += child.*facts.flag ? "+" + std::string(facts.mark) : "";
    }
    return text;
}

/// Returns the row that `STATE` or `STATE:POLICY` spells: the first colon divides. It points into `text`.
inline Row row_of(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) {
        return {.state = text};
    }
    return {.state = text.substr(0, colon), .on_failure = text.substr(colon + 1)};
}

/// Returns the row's own bytes, `STATE` or `STATE:POLICY`.
inline std::string text_of(const Row& row) {
    return row.on_failure ? std::string(row.state) + ":" + std::string(*row.on_failure) : std::string(row.state);
}

/// Returns `failed:continue@DEPLOYMENT/KEY`, with what is not the default of its place in brackets.
inline std::string text_of(const PlacedOperation& row) {
    const Placement& placement = row.placement;
    return text_of(row.operation) + "@" + std::string(placement.deployment) + "/" + std::string(placement.key) +
           (placement.kind == Kind::group_finalizer ? "(group_finalizer)" : "") +
           (placement.started ? "" : "(not started)") +
           (placement.step == 0 ? "" : "(step " + std::to_string(placement.step) + ")") +
           (placement.target.empty() ? "" : "(target " + std::string(placement.target) + ")");
}

/// Returns the elements in order, a space between them; `none` for no element.
template <class Element>
std::string text_of(std::span<const Element> elements) {
    std::string text;
    for (const Element& element : elements) {
        text += (text.empty() ? "" : " ") + text_of(element);
    }
    return text.empty() ? "none" : text;
}
template <class Element>
std::string text_of(const std::vector<Element>& elements) {
    return text_of(std::span<const Element>(elements));
}

}  // namespace rollout
