// The letters that the wire can carry: every token of the vocabulary and one that is none, times every policy word and
// one that is none, or times every combination of flags.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "machine.hpp"

namespace rollout::analysis {

/// At which of its two levels a list is asked.
enum class Level : std::uint8_t { operations, children };

struct LevelFacts {
    Level level;
    std::string_view name;  // of the list on the wire, too
};
inline constexpr std::array levels{
    LevelFacts{Level::operations, "operations"},
    LevelFacts{Level::children, "children"},
};
constexpr std::string_view name(Level level) { return levels[static_cast<std::size_t>(level)].name; }

/// One element of a list.
struct Letter {
    State state;
    std::uint8_t number;  // of the policy, or of the combination of flags

    Operation operation() const { return {state, Policy(number)}; }
    Child child() const { return child_with(state, number); }
};

/// Letters of one level, and what they mean to an edition. Of children the latch is unreleased: their flags say all.
struct Alphabet {
    Edition edition;
    Level level;
    Latch latch = Latch::unreleased;
    std::vector<Letter> letters;

    Summary summary(Letter letter) const;
    /// Returns the child that the letter is to the rule.
    Child child(Letter letter) const;
    std::string text(Letter letter) const;

    /// Returns the list that `word` spells as people write it: `released: failed:pause running`.
    std::string text(std::span<const std::uint32_t> word) const;

    /// Returns the projection of the list by the library.
    State project(std::span<const std::uint32_t> word) const;
};

/// Returns every letter: states in order of the vocabulary, then numbers. Flags that the edition does not have are
/// there too: it must not read them.
Alphabet whole_alphabet(Edition edition, Level level, Latch latch = Latch::unreleased);

/// Returns the minimal machine over the letters of `alphabet`. Cost: seconds in the later editions, at the first call
/// with these letters; it is kept. Threads may call it at a time.
Machine minimal_machine(const Alphabet& alphabet);

}  // namespace rollout::analysis
