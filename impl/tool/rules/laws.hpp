// Laws that most projections are meant to keep. Of each rule a law is proved on its machine, for lists of every length,
// or shown false by a shortest list. A law speaks of the states that the file names success, failure and
// terminal under [laws].
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quotient.hpp"

namespace rollout::rules {

/// A list that breaks a law; of a law about two lists, the other one as well.
struct Counterexample {
    std::vector<Element> list;
    std::uint16_t answer;
    std::vector<Element> other = {};
    std::optional<std::uint16_t> other_answer = std::nullopt;
    bool is_about_unlisted = false;  // elements in the state of unlisted words stand for such words

    /// Returns it as people read it: `failed success answers success`.
    std::string text(const Rule& rule) const;
};

/// How many pairs of lists' classes are looked at for one law: 300 MB at most.
inline constexpr std::size_t pairs_max = 4'000'000;
/// Thrown where they do not suffice to decide a law.
struct Undecided {};

/// The rule that a law is checked on. `machine` is that of `explored`.
struct LawQuestion {
    const Explored& explored;
    const analysis::Machine& machine;
    std::size_t pairs_most = pairs_max;
};

struct Law {
    std::string_view id;
    std::string_view sentence;
    std::vector<std::string_view> sets;  // that the file must name, or the law says nothing
    /// Returns a shortest list that breaks the law; none if it holds. Throws Undecided.
    std::optional<Counterexample> (*shortest)(const LawQuestion& of);
};

/// Returns every law.
std::span<const Law> laws();

/// Returns the first of the law's sets that the rule does not have; empty: it has them all.
std::string_view missing_set(const Law& law, const Rule& rule);

}  // namespace rollout::rules
