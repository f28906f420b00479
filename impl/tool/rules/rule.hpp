// A projection as data: the ladder of a rule file, its vocabulary, and what it answers of a list by definition.
// Notation: spec/guides/rule_files.md.
#pragma once

#include <map>
#include <optional>

#include "written_list.hpp"

namespace rollout::rules {

/// Where something stands in a file, counted from 1.
struct Place {
    std::size_t line = 0;
    std::size_t column = 0;
};

/// One rung of a ladder.
struct Rung {
    std::string id;
    std::string when;  // as it is written
    ListPredicate holds;
    std::optional<std::uint16_t> then;  // a state; absent: what the base ladder answers
    std::string why = {};
    Place place = {};
};

/// A list that a file states an answer of.
struct CaseLine {
    std::string text;  // as it is written
    WrittenList list;
    std::uint16_t expected;
    std::string clause = {};  // the rung that decides; empty: any
    Place place = {};
};

/// The flags that a policy word sets: a bit a flag.
using FlagsOfWords = std::map<std::string, std::uint16_t, std::less<>>;

struct Rule {
    std::string edition;
    std::string source = {};  // what the rule was read from; empty: its author's own
    Names names = {};
    std::uint16_t unlisted = 0;   // what a word that is no state is seen as
    FlagsOfWords words = {};      // of policies; every other word sets none
    FlagsOfWords released = {};   // the same while the latch is released
    std::vector<Rung> base = {};  // empty: the rule has one ladder
    std::vector<Rung> ladder = {};
    std::vector<CaseLine> cases = {};
    std::map<std::string, std::vector<bool>, std::less<>> law_sets =
        {};                                // by state: what laws call success, failure...
    std::vector<std::string> waived = {};  // laws that are known not to hold

    std::size_t state_count() const { return names.states.size(); }
    std::size_t flags_count() const { return std::size_t{1} << names.flags.size(); }

    /// Returns the policy words that set a flag, under either latch.
    std::vector<std::string> policy_words() const;
    /// Returns whether a flag can be set that no word sets, and whether the latch matters.
    bool has_given_flags() const;
    bool has_latch() const { return released != words; }

    std::uint16_t state(std::string_view word) const;
    std::uint16_t flags(std::string_view policy_word, bool is_released) const;
    /// Returns the element as people write it: `failed+continue`.
    std::string text(Element element) const;
    std::string text(std::span<const Element> list) const;
};

/// What a rule answers of a list, and which rung of each ladder decides.
struct Decision {
    std::uint16_t state;
    std::uint16_t rung;                                     // of the ladder
    std::optional<std::uint16_t> base_rung = std::nullopt;  // where the ladder answers what the base does

    friend bool operator==(const Decision&, const Decision&) = default;
};

/// Returns the decision of a list, asked rung by rung and element by element. Requires: the last rung of each ladder
/// always holds.
Decision decide(const Rule& rule, std::span<const Element> list);

/// Returns what the base ladder answers. Requires: the rule has one.
std::uint16_t base_of(const Rule& rule, std::span<const Element> list);

/// Returns the rung whose ID the decision has.
const Rung& deciding_rung(const Rule& rule, const Decision& decision);

}  // namespace rollout::rules
