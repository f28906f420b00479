#include "rule_explanation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "readable.hpp"
#include "spelled.hpp"

namespace rollout::rules {
namespace {

using oracle::PolicyWord;

std::string policy_reading(const Rule& rule, const PolicyWord& policy) {
    switch (policy.is) {
        case PolicyWord::Is::absent:
            return "no policy";
        case PolicyWord::Is::null:
            return "policy null";
        case PolicyWord::Is::text:
            break;
    }
    return fmt::format("policy {}{}", oracle::quoted_unless_plain(policy.text),
                       rule.words.contains(policy.text) ? "" : ", which is not listed");
}

std::string elements_text(const Rule& rule, const WrittenList& list) {
    return (list.is_of_children ? "children\n" : "rows\n") + std::string(list.elements.empty() ? "  none\n" : "") +
           oracle::numbered_lines(list.elements.size(),
                                  [&](std::size_t at) { return element_reading(rule, list, at); });
}

std::string ladder_text(std::string_view title, const std::string& state, const std::vector<Rung>& ladder,
                        std::span<const Element> elements) {
    std::string text = fmt::format("{}: {}\n", title, state);
    std::size_t width = 0;
    for (const Rung& rung : ladder) {
        width = std::max(width, rung.id.size());
    }
    for (const Rung& rung : ladder) {
        const bool holds = rung.holds(elements);
        text += fmt::format("  {:{}} {}  {}{}\n", rung.id, width, holds ? "yes" : "no ", rung.when,
                            holds && !rung.why.empty() ? ": " + rung.why : "");
        if (holds) {
            break;
        }
    }
    return text;
}

}  // namespace

std::string element_reading(const Rule& rule, const WrittenList& list, std::size_t at) {
    const WrittenElement& written = list.elements[at];
    const Element element = element_of(rule, written, list.is_released);
    const std::vector<std::string> flags = flag_names(rule, element.flags);
    std::string text = oracle::quoted_unless_plain(written.state);
    if (!rule.names.state(written.state)) {
        text += fmt::format(" is seen as {}", rule.names.states[element.state]);
    }
    if (!list.is_of_children) {
        text += ", " + policy_reading(rule, written.on_failure);
    }
    return text + ": " +
           (flags.empty() ? "no flag" : fmt::format("flag{} {}", flags.size() > 1 ? "s" : "", fmt::join(flags, ", ")));
}

std::string explanation(const Rule& rule, const WrittenList& list) {
    const std::vector<Element> elements = elements_of(rule, list);
    const Decision decision = decide(rule, elements);
    std::string text = elements_text(rule, list);
    if (!rule.base.empty()) {
        text += ladder_text("base", rule.names.states[base_of(rule, elements)], rule.base, elements);
    }
    return text + ladder_text("rollout", rule.names.states[decision.state], rule.ladder, elements);
}

}  // namespace rollout::rules
