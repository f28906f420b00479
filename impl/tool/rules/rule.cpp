#include "rule.hpp"

#include <algorithm>

namespace rollout::rules {
namespace {

std::uint16_t first_that_holds(const std::vector<Rung>& ladder, std::span<const Element> list) {
    const auto found = std::find_if(ladder.begin(), ladder.end(), [&](const Rung& rung) { return rung.holds(list); });
    return static_cast<std::uint16_t>(found - ladder.begin());
}

}  // namespace

std::vector<std::string> Rule::policy_words() const {
    std::vector<std::string> listed;
    for (const auto& [word, flags_of_word] : words) {
        listed.push_back(word);
    }
    return listed;
}

bool Rule::has_given_flags() const {
    std::uint16_t set = 0;
    for (const FlagsOfWords* of_words : {&words, &released}) {
        for (const auto& [word, flags_of_word] : *of_words) {
            set |= flags_of_word;
        }
    }
    return set + std::size_t{1} != flags_count();
}

std::uint16_t Rule::state(std::string_view word) const { return names.state(word).value_or(unlisted); }

std::uint16_t Rule::flags(std::string_view policy_word, bool is_released) const {
    const FlagsOfWords& known = is_released ? released : words;
    const auto found = known.find(policy_word);
    return found == known.end() ? std::uint16_t{0} : found->second;
}

std::string Rule::text(Element element) const {
    std::string text = names.states[element.state];
    for (std::size_t flag = 0; flag < names.flags.size(); ++flag) {
        text += (element.flags >> flag & 1U) != 0 ? "+" + names.flags[flag] : "";
    }
    return text;
}

std::string Rule::text(std::span<const Element> list) const {
    std::string text;
    for (const Element element : list) {
        text += (text.empty() ? "" : " ") + this->text(element);
    }
    return list.empty() ? "none" : text;
}

Decision decide(const Rule& rule, std::span<const Element> list) {
    const std::uint16_t rung = first_that_holds(rule.ladder, list);
    if (const auto state = rule.ladder[rung].then) {
        return {*state, rung};
    }
    const std::uint16_t base = first_that_holds(rule.base, list);
    return {*rule.base[base].then, rung, base};
}

std::uint16_t base_of(const Rule& rule, std::span<const Element> list) {
    return *rule.base[first_that_holds(rule.base, list)].then;
}

const Rung& deciding_rung(const Rule& rule, const Decision& decision) {
    return decision.base_rung ? rule.base[*decision.base_rung] : rule.ladder[decision.rung];
}

}  // namespace rollout::rules
