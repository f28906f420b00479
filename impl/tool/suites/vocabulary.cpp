#include "vocabulary.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "readable.hpp"

namespace rollout::oracle {
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
struct WordsFacts {
    Vocabulary::Words words;
    std::string_view name;   // in the answer to `start`
    std::string_view limit;  // in a verdict
    std::string_view left_out;
};
constexpr std::array words_facts{
    WordsFacts{Vocabulary::Words::canonical, "canonical", "canonical words", "states by other than canonical tokens"},
    WordsFacts{Vocabulary::Words::without_nul, "without NUL", "text without NUL", "text with a NUL"},
};
constexpr auto name_of_words = [](const WordsFacts& facts) { return facts.name; };
constexpr auto words_of = [](const WordsFacts& facts) { return facts.words; };
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
    Vocabulary vocabulary;
    std::set<std::size_t> bits = bits_of(vocabulary.flags_);
    const std::string problems[] = {
        take(offer.states, "states", states, token_of, state_of, vocabulary.states_),
        take(offer.policies, "policies", policies, word_of_policy, policy_of, vocabulary.policies_),
        take(offer.flags, "flags", child_flags, name_of_flag, bit_of_flag, bits),
        take(offer.levels, "levels", analysis::levels, name_of_level, level_of, vocabulary.levels_),
        take(offer.words, "words", words_facts, name_of_words, words_of, vocabulary.words_)};
    for (const std::string& problem : problems) {
        if (!problem.empty()) {
            return problem;
        }
    }
    if (!vocabulary.policies_.contains(policy_default)) {
        return fmt::format("policies: \"{}\" is missing: an absent policy means it", word(policy_default));
    }
    vocabulary.flags_ = 0;
    for (const std::size_t bit : bits) {
        vocabulary.flags_ |= bit;
    }
    // What names nothing to the edition is no matter of an offer.
    for (const StateFacts& facts : states) {
        if (facts.state == State::unrecognized || !recognizes(edition, facts.state)) {
            vocabulary.states_.insert(facts.state);
        }
    }
    vocabulary.policies_.insert(Policy::unknown);
    if (edition < Edition::pause) {
        vocabulary.policies_.insert(Policy::pause);
    }
    return vocabulary;
}

bool Vocabulary::offers(Level level, analysis::Letter letter) const {
    const bool number =
        level == Level::operations ? policies_.contains(letter.operation().on_failure) : (letter.number & ~flags_) == 0;
    return offers(level) && number && states_.contains(letter.state);
}

bool Vocabulary::offers(const Rollout& rollout) const {
    const auto is_text = [&](std::string_view text) {
        return !words_.contains(Words::without_nul) || text.find('\0') == std::string_view::npos;
    };
    const auto is_state = [&](const std::string& text) {
        const State state = reference::parse_state(text);
        return is_text(text) && states_.contains(state) && (!is_canonical() || text == token(state));
    };
    if (const auto* children = std::get_if<std::vector<WrittenChild>>(&rollout.elements)) {
        return offers(Level::children) &&
               std::all_of(children->begin(), children->end(), [&](const WrittenChild& child) {
                   return is_state(child.state) && (child.flags & ~flags_) == 0;
               });
    }
    const auto& rows = std::get<std::vector<WrittenRow>>(rollout.elements);
    return offers(Level::operations) && std::all_of(rows.begin(), rows.end(), [&](const WrittenRow& row) {
               return is_state(row.state) && is_text(row.on_failure.text) &&
                      policies_.contains(reference::parse_policy(row.row().on_failure)) && is_text(row.deployment) &&
                      is_text(row.key) && is_text(row.target);
           });
}

Vocabulary Vocabulary::of_level(Level level) const {
    Vocabulary vocabulary = *this;
    std::erase_if(vocabulary.levels_, [&](Level other) { return other != level; });
    return vocabulary;
}

analysis::Alphabet Vocabulary::part_of(analysis::Alphabet alphabet) const {
    std::erase_if(alphabet.letters, [&](analysis::Letter letter) { return !offers(alphabet.level, letter); });
    return alphabet;
}

std::string Vocabulary::left_out() const {
    std::vector<std::string> parts{missing("states", states, token_of, state_of, states_),
                                   missing("policies", policies, word_of_policy, policy_of, policies_),
                                   missing("flags", child_flags, name_of_flag, bit_of_flag, bits_of(flags_)),
                                   missing("levels", analysis::levels, name_of_level, level_of, levels_)};
    for (const WordsFacts& facts : words_facts) {
        parts.emplace_back(words_.contains(facts.words) ? facts.left_out : "");
    }
    std::erase(parts, "");
    return parts.empty() ? "" : fmt::format("not offered, so not asked: {}", fmt::join(parts, "; "));
}

std::vector<std::string> Vocabulary::limits(Edition edition) const {
    std::vector<std::string> texts;
    const auto count = [&](std::string_view what, const auto& known, auto is_of_edition, auto is_offered) {
        const auto all = std::count_if(known.begin(), known.end(), is_of_edition);
        const auto some = std::count_if(known.begin(), known.end(),
                                        [&](const auto& facts) { return is_of_edition(facts) && is_offered(facts); });
        if (some < all) {
            texts.push_back(fmt::format("{} of {} {}", some, all, what));
        }
    };
    for (const analysis::LevelFacts& facts : analysis::levels) {
        if (levels_.size() == 1 && offers(facts.level)) {
            texts.emplace_back(facts.name);
        }
    }
    count(
        "states", states,
        [&](const StateFacts& facts) { return facts.state != State::unrecognized && recognizes(edition, facts.state); },
        [&](const StateFacts& facts) { return states_.contains(facts.state); });
    count(
        "policies", policies,
        [&](const PolicyFacts& facts) {
            return facts.policy != Policy::unknown && (facts.policy != Policy::pause || edition >= Edition::pause);
        },
        [&](const PolicyFacts& facts) { return policies_.contains(facts.policy); });
    if (offers(Level::children)) {
        count(
            "flags", child_flags, [&](const FlagFacts& facts) { return facts.since <= edition; },
            [&](const FlagFacts& facts) { return (flags_ & bit_of_flag(facts)) != 0; });
    }
    for (const WordsFacts& facts : words_facts) {
        if (words_.contains(facts.words)) {
            texts.emplace_back(facts.limit);
        }
    }
    return texts;
}

}  // namespace rollout::oracle
