// What a testee may be asked about beside the projection. A subject's decisions are those of `decide` cases.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "decision.hpp"

namespace rollout::conformance {

enum class Subject : std::uint8_t { guard, writer, claim };

struct SubjectFacts {
    Subject subject;
    std::string_view word;  // on the wire
};
inline constexpr std::array subjects{
    SubjectFacts{Subject::guard, "guard"},
    SubjectFacts{Subject::writer, "writer"},
    SubjectFacts{Subject::claim, "claim"},
};
constexpr std::string_view word(Subject subject) { return subjects[static_cast<std::size_t>(subject)].word; }

/// Returns the subject of that exact word, or nothing.
constexpr std::optional<Subject> subject_named(std::string_view word) {
    for (const SubjectFacts& candidate : subjects) {
        if (candidate.word == word) {
            return candidate.subject;
        }
    }
    return std::nullopt;
}

using Decision = oracle::Question::Subject;
inline constexpr std::array decisions{Decision::guard, Decision::operator_write, Decision::local_guard, Decision::lands,
                                      Decision::local, Decision::effects,        Decision::row,         Decision::stop,
                                      Decision::claim, Decision::cutover};

/// Returns the subject that the decision belongs to.
constexpr Subject subject_of(Decision decision) {
    switch (decision) {
        case Decision::guard:
            return Subject::guard;
        case Decision::claim:
        case Decision::cutover:
            return Subject::claim;
        case Decision::operator_write:
        case Decision::local_guard:
        case Decision::lands:
        case Decision::local:
        case Decision::effects:
        case Decision::row:
        case Decision::stop:
            break;
    }
    return Subject::writer;
}

}  // namespace rollout::conformance
