// Inputs of targets as people read them, on one line: as `rollout-oracle project` takes them where it can.
#pragma once

#include <algorithm>
#include <span>
#include <string>

#include <rollout/reference/policy.hpp>
#include <rollout/vocabulary/text.hpp>

namespace rollout::fuzz {

/// Returns `text` in quotes, what is no printable ASCII as `\xNN`.
inline std::string quoted(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string made = "\"";
    for (const char byte : text) {
        const auto number = static_cast<unsigned char>(byte);
        if (number < 0x20 || number >= 0x7F) {
            made += {'\\', 'x', digits[number / 16], digits[number % 16]};
        } else {
            made += byte == '"' || byte == '\\' ? std::string{'\\', byte} : std::string{byte};
        }
    }
    return made + '"';
}

/// Returns the row's own bytes where they are a word of the command line, else the words that they mean.
inline std::string readable(const Row& row) {
    const std::string own = text_of(row);
    const auto is_plain = [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' || byte == ':';
    };
    const bool is_a_word = !row.state.empty() && std::all_of(own.begin(), own.end(), is_plain);
    return is_a_word ? own : text_of(reference::operation(row));
}

/// Returns the operation that `edition` makes the child of, if there is one; else the child with its flags.
inline std::string readable(Edition edition, const Child& child) {
    for (const PolicyFacts& facts : policies) {
        const Operation operation{child.state, facts.policy};
        if (reference::child(edition, operation, Latch::unreleased) == child) {
            return text_of(operation);
        }
    }
    return text_of(child);
}

/// Returns `@"DEPLOYMENT"/"KEY"`, the step and the target where there are any, and what is not the default in brackets.
inline std::string readable(const Placement& placement) {
    return "@" + quoted(placement.deployment) + "/" + quoted(placement.key) +
           (placement.kind == Kind::group_finalizer ? "(group_finalizer)" : "") +
           (placement.started ? "" : "(not_started)") +
           (placement.step == 0 ? "" : "(step " + std::to_string(placement.step) + ")") +
           (placement.target.empty() ? "" : "(target " + quoted(placement.target) + ")");
}
inline std::string readable_placed(const Row& row) { return readable(row) + readable(row.placement); }
inline std::string readable_operation(const PlacedOperation& row) {
    return text_of(row.operation) + readable(row.placement);
}

inline std::string readable(Latch latch) { return latch == Latch::released ? "--released " : ""; }

/// Returns the words that `word_of_element` makes of the elements, in order.
std::string words_of(const auto& elements, const auto& word_of_element) {
    std::string text;
    for (const auto& element : elements) {
        text += (text.empty() ? "" : " ") + word_of_element(element);
    }
    return text;
}

inline std::string readable(Edition edition, std::span<const Child> children) {
    return words_of(children, [&](const Child& child) { return readable(edition, child); });
}
inline std::string readable(std::span<const Row> rows, Latch latch) {
    return readable(latch) + words_of(rows, [](const Row& row) { return readable(row); });
}

}  // namespace rollout::fuzz
