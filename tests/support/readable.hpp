// Rollouts as people read them, for every message of every test.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <rollout/vocabulary/child.hpp>

namespace rollout::tests {

inline std::string text_of(const Operation& operation) {
    return std::string(token(operation.state)) + ":" + std::string(word(operation.on_failure));
}
inline std::string text_of(const Child& child) {
    return std::string(token(child.state)) + (child.continue_on_failure ? ":continue" : ":halt");
}
inline std::string text_of(const Row& row) {
    return row.on_failure ? std::string(row.state) + ":" + std::string(*row.on_failure) : std::string(row.state);
}

template <class Element>
std::string text_of(std::span<const Element> elements) {
    std::string text;
    for (const Element& element : elements) {
        text += (text.empty() ? "" : " ") + text_of(element);
    }
    return text.empty() ? "(no children)" : text;
}
template <class Element>
std::string text_of(const std::vector<Element>& elements) {
    return text_of(std::span<const Element>(elements));
}

}  // namespace rollout::tests
