// The library's templates as Gallina, the language of Coq: a term is its text. Words of facts, words of a set and
// positions are whole numbers of type N, counts of type Z, and texts strings.
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
struct GallinaText {
    std::string text;
};
struct GallinaCount {
    std::string text;
};

inline GallinaTruth operator&&(const GallinaTruth& left, const GallinaTruth& right) {
    return {fmt::format("({} && {})%bool", left.text, right.text)};
}
inline GallinaTruth operator||(const GallinaTruth& left, const GallinaTruth& right) {
    return {fmt::format("({} || {})%bool", left.text, right.text)};
}
inline GallinaTruth operator!(const GallinaTruth& truth) { return {fmt::format("(negb {})", truth.text)}; }

// Texts.
inline GallinaTruth operator==(const GallinaText& left, const GallinaText& right) {
    return {fmt::format("({} =? {})%string", left.text, right.text)};
}
inline GallinaTruth operator==(const GallinaText& left, std::string_view right) {
    return left == GallinaText{fmt::format("\"{}\"", right)};
}
inline GallinaText choose(const GallinaTruth& holds, const GallinaText& answer, const GallinaText& otherwise) {
    return {fmt::format("(if {} then {} else {})", holds.text, answer.text, otherwise.text)};
}
inline GallinaTruth lift(const GallinaText&, bool truth) { return {truth ? "true" : "false"}; }

// Words of a set, and positions: nothing is lost beyond a width.
struct GallinaComplement {
    std::string text;
};
inline GallinaWord operator/(const GallinaWord& left, std::size_t right) {
    return {fmt::format("({} / {})%N", left.text, right)};
}
inline GallinaWord operator%(const GallinaWord& left, std::size_t right) {
    return {fmt::format("({} mod {})%N", left.text, right)};
}
inline GallinaWord operator*(std::size_t left, const GallinaWord& right) {
    return {fmt::format("({} * {})%N", left, right.text)};
}
inline GallinaWord operator+(const GallinaWord& left, const GallinaWord& right) {
    return {fmt::format("({} + {})%N", left.text, right.text)};
}
inline GallinaWord operator+(const GallinaWord& left, std::size_t right) {
    return {fmt::format("({} + {})%N", left.text, right)};
}
inline GallinaWord operator-(const GallinaWord& left, std::size_t right) {
    return {fmt::format("({} - {})%N", left.text, right)};
}
inline GallinaWord operator<<(std::uint64_t left, const GallinaWord& right) {
    return {fmt::format("(N.shiftl {} {})", left, right.text)};
}
inline GallinaComplement operator~(const GallinaWord& word) { return {word.text}; }
inline GallinaWord operator&(const GallinaWord& left, const GallinaComplement& right) {
    return {fmt::format("(N.ldiff {} {})", left.text, right.text)};
}
inline GallinaTruth operator<(const GallinaWord& left, const GallinaWord& right) {
    return {fmt::format("({} <? {})%N", left.text, right.text)};
}
inline GallinaTruth operator==(const GallinaWord& left, unsigned right) {
    return {fmt::format("({} =? {})%N", left.text, right)};
}

// Words of facts.
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

// States.

/// Returns the constructor of `state`.
inline std::string constructor(State state) { return fmt::format("state_{}", token(state)); }
inline GallinaState lift(const GallinaWord&, State state) { return {constructor(state)}; }
inline GallinaState choose(const GallinaTruth& holds, const GallinaState& answer, const GallinaState& otherwise) {
    return {fmt::format("if {} then {} else\n    {}", holds.text, answer.text, otherwise.text)};
}

// Counts.
inline GallinaCount operator-(const GallinaCount& left, const GallinaCount& right) {
    return {fmt::format("({} - {})%Z", left.text, right.text)};
}
inline GallinaCount operator+(const GallinaCount& left, const GallinaCount& right) {
    return {fmt::format("({} + {})%Z", left.text, right.text)};
}

}  // namespace rollout::proofs
