#include "rule_vocabulary.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "readable.hpp"

namespace rollout::oracle {
namespace {

using analysis::Level;
using Names = std::set<std::string>;

/// Leaves in `names` those that are offered. Returns a message about one that is none of them.
std::string keep(Names& names, const std::optional<std::vector<std::string>>& offered, std::string_view field) {
    if (!offered) {
        return "";
    }
    Names kept;
    for (const std::string& name : *offered) {
        if (!names.contains(name)) {
            return fmt::format("{}: {} is no name that the rule file has", field, shown(name));
        }
        kept.insert(name);
    }
    names = std::move(kept);
    return "";
}

Names names_of(const std::vector<std::string>& list) { return {list.begin(), list.end()}; }

Names level_names(const std::set<Level>& levels) {
    Names names;
    for (const Level level : levels) {
        names.emplace(name(level));
    }
    return names;
}

/// Returns `FIELD A, B` of what is left out; empty: nothing is.
std::string missing(std::string_view field, const Names& all, const Names& some) {
    std::vector<std::string> names;
    std::set_difference(all.begin(), all.end(), some.begin(), some.end(), std::back_inserter(names));
    return names.empty() ? "" : fmt::format("{} {}", field, fmt::join(names, ", "));
}

bool has_nul(const std::string& text) { return text.find('\0') != std::string::npos; }

}  // namespace

RuleVocabulary::RuleVocabulary(LoadedRule loaded)
    : rule_(std::move(loaded)),
      states_(names_of(rule_->rule().names.states)),
      words_(names_of(rule_->rule().policy_words())),
      flags_(names_of(rule_->rule().names.flags)),
      offered_levels_{Level::operations, Level::children} {
    const bool has_given = rule_->rule().has_given_flags();
    if (!has_given || !words_.empty()) {
        asked_levels_.insert(Level::operations);
    }
    if (has_given) {
        asked_levels_.insert(Level::children);
    }
    levels_of_rule_ = asked_levels_;
}

std::variant<RuleVocabulary, std::string> RuleVocabulary::of(LoadedRule rule, const Offer& offer) {
    RuleVocabulary made(std::move(rule));
    Names levels = level_names(made.offered_levels_);
    Names texts{"canonical", "without NUL"};
    for (const std::string& problem :
         {keep(made.states_, offer.states, "states"), keep(made.words_, offer.policies, "policies"),
          keep(made.flags_, offer.flags, "flags"), keep(levels, offer.levels, "levels"),
          keep(texts, offer.words, "words")}) {
        if (!problem.empty()) {
            return problem;
        }
    }
    if (offer.levels) {
        std::erase_if(made.offered_levels_, [&](Level level) { return !levels.contains(std::string(name(level))); });
        made.asked_levels_ = made.offered_levels_;
    }
    made.is_canonical_ = offer.words && texts.contains("canonical");
    made.is_without_nul_ = offer.words && texts.contains("without NUL");
    return made;
}

RuleVocabulary RuleVocabulary::of_level(Level level) const {
    RuleVocabulary made = *this;
    made.asked_levels_ = {level};
    return made;
}

bool RuleVocabulary::offers(const rules::WrittenList& list) const {
    const rules::Rule& rule = rule_->rule();
    const auto is_offered = [&](const rules::WrittenElement& element) {
        const bool is_state = rule.names.state(element.state).has_value();
        if ((is_state && !states_.contains(element.state)) || (!is_state && is_canonical_) ||
            (is_without_nul_ && (has_nul(element.state) || has_nul(element.on_failure.text)))) {
            return false;
        }
        for (std::size_t flag = 0; flag < rule.names.flags.size(); ++flag) {
            if ((element.flags >> flag & 1U) != 0 && !flags_.contains(rule.names.flags[flag])) {
                return false;
            }
        }
        return !rule.words.contains(element.on_failure.text) || words_.contains(element.on_failure.text);
    };
    return asks(list.is_of_children ? Level::children : Level::operations) &&
           std::all_of(list.elements.begin(), list.elements.end(), is_offered);
}

std::vector<rules::WrittenElement> RuleVocabulary::letters(Level level) const {
    const rules::Rule& rule = rule_->rule();
    std::vector<std::string> states = rule.names.states;
    states.push_back(unlisted_state(rule));
    std::vector<PolicyWord> words{absent_policy};
    for (const std::string& word : rule.policy_words()) {
        words.push_back(policy_word(word));
    }
    words.push_back(policy_word(unlisted_word(rule)));
    std::vector<rules::WrittenElement> letters;
    const auto add = [&](rules::WrittenElement letter) {
        if (of_level(level).offers(rules::WrittenList{level == Level::children, false, {letter}})) {
            letters.push_back(std::move(letter));
        }
    };
    for (const std::string& state : states) {
        if (level == Level::children) {
            for (std::size_t flags = 0; flags < rule.flags_count(); ++flags) {
                add({.state = state, .flags = static_cast<std::uint16_t>(flags)});
            }
        } else {
            for (const PolicyWord& word : words) {
                add({.state = state, .on_failure = word});
            }
        }
    }
    return letters;
}

std::string RuleVocabulary::left_out() const {
    const rules::Rule& rule = rule_->rule();
    std::vector<std::string> parts{missing("states", names_of(rule.names.states), states_),
                                   missing("policies", names_of(rule.policy_words()), words_),
                                   missing("flags", names_of(rule.names.flags), flags_),
                                   missing("levels", level_names(levels_of_rule_), level_names(offered_levels_)),
                                   is_canonical_ ? "states that the file does not have" : "",
                                   is_without_nul_ ? "text with a NUL" : ""};
    std::erase(parts, "");
    return parts.empty() ? "" : fmt::format("not offered, so not asked: {}", fmt::join(parts, "; "));
}

std::vector<std::string> RuleVocabulary::limits() const {
    const rules::Rule& rule = rule_->rule();
    std::vector<std::string> texts;
    const auto count = [&](std::string_view what, std::size_t some, std::size_t all) {
        if (some < all) {
            texts.push_back(fmt::format("{} of {} {}", some, all, what));
        }
    };
    if (!std::includes(asked_levels_.begin(), asked_levels_.end(), levels_of_rule_.begin(), levels_of_rule_.end())) {
        texts.emplace_back(name(*asked_levels_.begin()));
    }
    count("states", states_.size(), rule.state_count());
    count("policies", words_.size(), rule.words.size());
    if (asks(Level::children)) {
        count("flags", flags_.size(), rule.names.flags.size());
    }
    if (is_canonical_) {
        texts.emplace_back("listed states");
    }
    if (is_without_nul_) {
        texts.emplace_back("text without NUL");
    }
    return texts;
}

}  // namespace rollout::oracle
