// What a testee may be asked about: the projection, or some of the decisions around it.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "decision.hpp"

namespace rollout::oracle {

/// A row of the table of subjects. A new one needs no more than a row here, if its decisions are there.
struct Subject {
    std::string_view name;                // on the wire
    std::span<const Decision> decisions;  // that it is asked for; none: it projects rollouts

    bool is_projection() const { return decisions.empty(); }
    bool decides(Decision decision) const {
        return std::find(decisions.begin(), decisions.end(), decision) != decisions.end();
    }
};

namespace of_subject {
inline constexpr std::array guard{Decision::guard};
inline constexpr std::array writer{Decision::operator_write, Decision::local_guard, Decision::lands, Decision::local,
                                   Decision::effects,        Decision::row,         Decision::stop};
inline constexpr std::array claim{Decision::claim, Decision::cutover};
inline constexpr std::array target{Decision::target};
inline constexpr std::array check{Decision::check, Decision::checks};
inline constexpr std::array label{Decision::label};
}  // namespace of_subject

inline constexpr std::array<Subject, 7> subjects{{
    {"projection", {}},
    {"guard", of_subject::guard},
    {"writer", of_subject::writer},
    {"claim", of_subject::claim},
    {"target", of_subject::target},
    {"check", of_subject::check},
    {"label", of_subject::label},
}};
inline constexpr const Subject& projection = subjects.front();

/// Returns the subject of that exact name; a null pointer if there is none.
inline const Subject* find_subject(std::string_view name) {
    const auto found =
        std::find_if(subjects.begin(), subjects.end(), [&](const Subject& subject) { return subject.name == name; });
    return found == subjects.end() ? nullptr : &*found;
}

}  // namespace rollout::oracle
