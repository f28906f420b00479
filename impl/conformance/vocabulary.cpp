#include "vocabulary.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "shown.hpp"

namespace rollout::conformance {
namespace {

using analysis::Level;

/// Takes the names that `offered` has from `known` into `taken`. Returns a message about a name that is none.
template <class Value>
std::string take(const std::optional<std::vector<std::string>>& offered, const char* field, const auto& known,
                 auto name_of, auto value_of, std::set<Value>& taken) {
    if (!offered) {
        return "";
    }
    std::set<Value> found;
    for (const std::string& name : *offered) {
        const auto fact =
            std::find_if(known.begin(), known.end(), [&](const auto& each) { return name_of(each) == name; });
        if (fact == known.end()) {
            return fmt::format("{}: {} is no name that there is", field, shown(name));
        }
        found.insert(value_of(*fact));
    }
    taken = std::move(found);
    return "";
}

/// Returns "FIELD A, B" of what is known and not taken; empty if everything is.
template <class Value>
std::string missing(const char* field, const auto& known, auto name_of, auto value_of, const std::set<Value>& taken) {
    std::vector<std::string_view> names;
    for (const auto& fact : known) {
        if (!taken.contains(value_of(fact))) {
            names.push_back(name_of(fact));
        }
    }
    return names.empty() ? "" : fmt::format("{} {}", field, fmt::join(names, ", "));
}

constexpr auto token_of = [](const StateFacts& facts) { return facts.token; };
constexpr auto state_of = [](const StateFacts& facts) { return facts.state; };
constexpr auto word_of_policy = [](const PolicyFacts& facts) { return facts.word; };
constexpr auto policy_of = [](const PolicyFacts& facts) { return facts.policy; };
constexpr auto name_of_flag = [](const FlagFacts& facts) { return facts.name; };
constexpr auto bit_of_flag = [](const FlagFacts& facts) {
    return std::size_t{1} << static_cast<std::size_t>(&facts - child_flags.data());
};
constexpr auto name_of_level = [](const analysis::LevelFacts& facts) { return facts.name; };
constexpr auto level_of = [](const analysis::LevelFacts& facts) { return facts.level; };

std::set<std::size_t> bits_of(std::size_t flags) {
    std::set<std::size_t> bits;
    for (const FlagFacts& flag : child_flags) {
        if ((flags & bit_of_flag(flag)) != 0) {
            bits.insert(bit_of_flag(flag));
        }
    }
    return bits;
}

}  // namespace

Vocabulary::Vocabulary() : flags_(flags_count - 1) {
    for (const StateFacts& facts : states) {
        states_.insert(facts.state);
    }
    for (const PolicyFacts& facts : policies) {
        policies_.insert(facts.policy);
    }
    for (const analysis::LevelFacts& facts : analysis::levels) {
        levels_.insert(facts.level);
    }
}

std::variant<Vocabulary, std::string> Vocabulary::of(Edition edition, const Offer& offer) {
    Vocabulary made;
    std::set<std::size_t> bits = bits_of(made.flags_);
    const std::string problems[] = {
        take(offer.states, "states", states, token_of, state_of, made.states_),
        take(offer.policies, "policies", policies, word_of_policy, policy_of, made.policies_),
        take(offer.flags, "flags", child_flags, name_of_flag, bit_of_flag, bits),
        take(offer.levels, "levels", analysis::levels, name_of_level, level_of, made.levels_)};
    for (const std::string& problem : problems) {
        if (!problem.empty()) {
            return problem;
        }
    }
    if (!made.policies_.contains(policy_default)) {
        return fmt::format("policies: \"{}\" is missing: an absent policy means it", word(policy_default));
    }
    made.flags_ = 0;
    for (const std::size_t bit : bits) {
        made.flags_ |= bit;
    }
    // What names nothing to the edition is no matter of an offer.
    for (const StateFacts& facts : states) {
        if (facts.state == State::unrecognized || !recognizes(edition, facts.state)) {
            made.states_.insert(facts.state);
        }
    }
    made.policies_.insert(Policy::unknown);
    if (edition < Edition::pause) {
        made.policies_.insert(Policy::pause);
    }
    return made;
}

bool Vocabulary::offers(Level level, analysis::Letter letter) const {
    const bool number =
        level == Level::operations ? policies_.contains(letter.operation().on_failure) : (letter.number & ~flags_) == 0;
    return number && states_.contains(letter.state);
}

bool Vocabulary::offers(const oracle::RolloutLine& rollout) const {
    const auto all = [&](Level level, const auto& elements, auto letter_of) {
        return offers(level) && std::all_of(elements.begin(), elements.end(),
                                            [&](const auto& element) { return offers(level, letter_of(element)); });
    };
    if (const auto* children = std::get_if<std::vector<Child>>(&rollout.elements)) {
        return all(Level::children, *children, [](const Child& child) {
            return analysis::Letter{child.state, static_cast<std::uint8_t>(flags_of(child))};
        });
    }
    return all(Level::operations, std::get<std::vector<Operation>>(rollout.elements), [](const Operation& operation) {
        return analysis::Letter{operation.state, static_cast<std::uint8_t>(operation.on_failure)};
    });
}

analysis::Alphabet Vocabulary::part_of(analysis::Alphabet alphabet) const {
    std::erase_if(alphabet.letters, [&](analysis::Letter letter) { return !offers(alphabet.level, letter); });
    return alphabet;
}

bool Vocabulary::is_whole() const { return left_out().empty(); }

std::string Vocabulary::left_out() const {
    std::vector<std::string> parts{missing("states", states, token_of, state_of, states_),
                                   missing("policies", policies, word_of_policy, policy_of, policies_),
                                   missing("flags", child_flags, name_of_flag, bit_of_flag, bits_of(flags_)),
                                   missing("levels", analysis::levels, name_of_level, level_of, levels_)};
    std::erase(parts, "");
    return parts.empty() ? "" : fmt::format("not offered, so not asked: {}", fmt::join(parts, "; "));
}

}  // namespace rollout::conformance
