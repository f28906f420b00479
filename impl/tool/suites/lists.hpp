// Lists over a set of letters, as test cases: what complete suites, random cases and the learner ask, whoever wrote the
// rule.
#pragma once

#include <memory>
#include <random>
#include <set>
#include <variant>

#include "alphabet.hpp"
#include "suite.hpp"
#include "test_case.hpp"

namespace rollout::oracle {

class Lists {
public:
    virtual ~Lists() = default;

    virtual analysis::Level level() const = 0;
    virtual bool is_released() const = 0;
    virtual std::size_t letter_count() const = 0;

    virtual std::string letter_text(std::uint32_t letter) const = 0;
    /// Returns the list that the word is, as people write it.
    virtual std::string text(std::span<const std::uint32_t> word) const = 0;
    /// Returns the case that asks for the word. Without an ID, what is asked is its ID.
    virtual TestCase at(std::span<const std::uint32_t> word, std::string id) const = 0;
    TestCase at(std::span<const std::uint32_t> word) const { return at(word, ""); }

    /// Returns the minimal machine over the letters. Its outputs are numbers of answers().
    virtual analysis::Machine machine() const = 0;
    virtual std::vector<std::string> answers() const = 0;

    /// Returns the list of that number among the random ones of a seed, the same on every machine; longer ones end at
    /// `elements_max`.
    analysis::Word random_word(std::uint64_t seed, std::uint64_t number, std::size_t elements_max) const;

private:
    /// Returns the few letters that fill a random list. Others appear at one or two places.
    virtual std::vector<std::uint32_t> filling(std::mt19937_64& random) const = 0;
};

/// Returns the complete suite of the edition over these lists, for implementations with up to `extra_states` more
/// classes than the edition has; a message if 64 bits can't count its cases. Cost: that of the machine.
std::variant<Source, std::string> complete_source(std::shared_ptr<const Lists> lists, unsigned extra_states,
                                                  analysis::Method method = analysis::Method::hsi);

inline constexpr std::size_t random_length_max = 1000;

/// Returns `size` random lists of up to `elements_max` elements, of each of these in turn. Requires: they are of one
/// level.
Source random_source(std::vector<std::shared_ptr<const Lists>> lists, std::uint64_t seed, std::uint64_t size,
                     std::size_t elements_max = random_length_max);

/// Returns the cases of `sources` once more, in an order that the seed gives.
Source asked_again(std::vector<Source> sources, std::uint64_t seed);

/// Returns the lengths at and around the powers of 2 and of 10, up to `max`.
std::set<std::size_t> lengths_around_powers(std::size_t max);

/// Returns a number below `bound`. Not quite uniform, and the same everywhere, as the library's distributions are not.
inline std::uint64_t below(std::mt19937_64& random, std::uint64_t bound) { return random() % bound; }

}  // namespace rollout::oracle
