// The templates of impl/library/projection/rules.hpp and tracked_facts.hpp as Gallina, the language of Coq: a word of
// facts is a number of type N, a count one of type Z, a position one of type nat.
#pragma once

#include <fmt/format.h>

#include "rules.hpp"
#include "tracked_facts.hpp"

namespace rollout::proofs {

struct GallinaTruth {
    std::string text;
};
struct GallinaWord {
    std::string text;
};
struct GallinaState {
    std::string text;
};
struct GallinaCount {
    std::string text;
};
struct GallinaPosition {
    std::string text;
};

inline GallinaTruth operator&&(const GallinaTruth& left, const GallinaTruth& right) {
    return {fmt::format("({} && {})%bool", left.text, right.text)};
}
inline GallinaWord operator|(const GallinaWord& left, const GallinaWord& right) {
    return {fmt::format("(N.lor {} {})", left.text, right.text)};
}
inline GallinaTruth meets(const GallinaWord& facts, facts_of_a_list::Facts mask) {
    return {fmt::format("(negb (N.land {} {:#x} =? 0)%N)", facts.text, mask)};
}
inline GallinaTruth matches(const GallinaWord& facts, const Rule& rule) {
    return {fmt::format("(N.land {} {:#x} =? {:#x})%N", facts.text, rule.all | rule.none, rule.all)};
}
inline GallinaWord with(const GallinaWord& facts, facts_of_a_list::Facts fact, const GallinaTruth& holds) {
    return {fmt::format("(N.lor {} (if {} then {:#x} else 0))%N", facts.text, holds.text, fact)};
}

/// Returns the constructor of `state`.
inline std::string constructor(State state) { return fmt::format("state_{}", token(state)); }
inline GallinaState lift(const GallinaWord&, State state) { return {constructor(state)}; }
inline GallinaState choose(const GallinaTruth& holds, const GallinaState& answer, const GallinaState& otherwise) {
    return {fmt::format("if {} then {} else\n    {}", holds.text, answer.text, otherwise.text)};
}

inline GallinaCount operator-(const GallinaCount& left, const GallinaCount& right) {
    return {fmt::format("({} - {})%Z", left.text, right.text)};
}
inline GallinaCount operator+(const GallinaCount& left, const GallinaCount& right) {
    return {fmt::format("({} + {})%Z", left.text, right.text)};
}
inline GallinaTruth operator<(const GallinaPosition& left, const GallinaPosition& right) {
    return {fmt::format("({} <? {})%nat", left.text, right.text)};
}

}  // namespace rollout::proofs
