#include "laws.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace rollout::rules {
namespace {

using analysis::Machine;

/// What may stand at one place of two lists that are the same everywhere else.
struct Replacement {
    std::vector<Element> of;
    std::vector<Element> by;
};

/// The two lists that were found, and their answers.
struct Pair {
    std::vector<Element> list, other;
    std::uint16_t answer, other_answer;
};

/// Returns the shortest two lists that differ by one replacement and whose answers `breaks` names. Cost: pairs of the
/// machine's states, times its letters and the replacements.
std::optional<Pair> shortest_pair(const Quotient& quotient, const Machine& machine,
                                  const std::vector<Replacement>& replacements,
                                  const std::function<bool(std::uint32_t, std::uint32_t)>& breaks) {
    struct Reached {
        std::uint32_t one, other;
        std::size_t before;
        std::vector<Element> list, replaced;  // what was read last
    };
    const std::size_t size = machine.size();
    std::vector<bool> seen_alike(size, false);
    std::vector<bool> seen(size * size, false);
    std::vector<Reached> reached{{0, 0, 0, {}, {}}};
    std::vector<bool> is_replaced{false};
    seen_alike[0] = true;
    const auto after = [&](std::uint32_t state, const std::vector<Element>& elements) {
        for (const Element element : elements) {
            state = machine.step(state, quotient.class_of(element));
        }
        return state;
    };
    for (std::size_t i = 0; i < reached.size(); ++i) {
        const std::uint32_t one = reached[i].one;
        const std::uint32_t other = reached[i].other;
        if (is_replaced[i] && breaks(machine.outputs[one], machine.outputs[other])) {
            Pair found{{},
                       {},
                       static_cast<std::uint16_t>(machine.outputs[one]),
                       static_cast<std::uint16_t>(machine.outputs[other])};
            for (std::size_t at = i; at != 0; at = reached[at].before) {
                found.list.insert(found.list.begin(), reached[at].list.begin(), reached[at].list.end());
                found.other.insert(found.other.begin(), reached[at].replaced.begin(), reached[at].replaced.end());
            }
            return found;
        }
        const auto go = [&](std::uint32_t next, std::uint32_t next_other, bool replaced, const auto& list,
                            const auto& by) {
            std::vector<bool>& known = replaced ? seen : seen_alike;
            const std::size_t number = replaced ? next * size + next_other : next;
            if (!known[number]) {
                known[number] = true;
                reached.push_back({next, next_other, i, list, by});
                is_replaced.push_back(replaced);
            }
        };
        if (!is_replaced[i]) {
            for (const Replacement& replacement : replacements) {
                go(after(one, replacement.of), after(one, replacement.by), true, replacement.of, replacement.by);
            }
        }
        for (std::uint32_t of = 0; of < quotient.class_count(); ++of) {
            const std::vector<Element> element{quotient.first_of(of)};
            go(machine.step(one, of), machine.step(other, of), is_replaced[i], element, element);
        }
    }
    return std::nullopt;
}

std::optional<Counterexample> of_one(const std::optional<Pair>& pair) {
    return pair ? std::optional(Counterexample{pair->list, pair->answer}) : std::nullopt;
}
std::optional<Counterexample> of_two(const std::optional<Pair>& pair) {
    return pair ? std::optional(Counterexample{pair->list, pair->answer, pair->other, pair->other_answer})
                : std::nullopt;
}

/// Returns every element for which `holds`, in its own place.
std::vector<Replacement> each_element(const Rule& rule, const std::function<bool(Element)>& holds) {
    std::vector<Replacement> made;
    for (std::size_t state = 0; state < rule.state_count(); ++state) {
        for (std::size_t flags = 0; flags < rule.flags_count(); ++flags) {
            const Element element{static_cast<std::uint16_t>(state), static_cast<std::uint16_t>(flags)};
            if (holds(element)) {
                made.push_back({{element}, {element}});
            }
        }
    }
    return made;
}

/// Returns, for each state and each word that sets flags, the element under it and, in its place, the one without
/// flags: what an unlisted word makes of it.
std::vector<Replacement> without_flags(const Rule& rule) {
    std::vector<Replacement> replacements;
    for (const FlagsOfWords* words : {&rule.words, &rule.released}) {
        for (const auto& [word, flags] : *words) {
            for (std::size_t state = 0; state < rule.state_count(); ++state) {
                const auto number = static_cast<std::uint16_t>(state);
                if (flags != 0) {
                    replacements.push_back({{{number, flags}}, {{number, 0}}});
                }
            }
        }
    }
    return replacements;
}

std::vector<bool> members(const Rule& rule, std::string_view set) { return rule.law_sets.find(set)->second; }

std::optional<Counterexample> success_next_to_a_failure(const Explored& explored, const Machine& machine) {
    const Rule& rule = explored.quotient().rule();
    const auto failure = members(rule, "failure");
    const auto success = members(rule, "success");
    return of_one(shortest_pair(explored.quotient(), machine,
                                each_element(rule, [&](Element element) { return failure[element.state]; }),
                                [&](std::uint32_t answer, std::uint32_t) { return success[answer]; }));
}

std::optional<Counterexample> success_of_an_unlisted_state(const Explored& explored, const Machine& machine) {
    const Rule& rule = explored.quotient().rule();
    const auto success = members(rule, "success");
    auto found =
        of_one(shortest_pair(explored.quotient(), machine,
                             each_element(rule, [&](Element element) { return element.state == rule.unlisted; }),
                             [&](std::uint32_t answer, std::uint32_t) { return success[answer]; }));
    if (found) {
        found->is_about_unlisted = true;
    }
    return found;
}

std::optional<Counterexample> an_unlisted_word_improves(const Explored& explored, const Machine& machine) {
    const Rule& rule = explored.quotient().rule();
    const auto success = members(rule, "success");
    const auto failure = members(rule, "failure");
    return of_two(
        shortest_pair(explored.quotient(), machine, without_flags(rule), [&](std::uint32_t known, std::uint32_t other) {
            return (failure[known] && !failure[other]) || (success[other] && !success[known]);
        }));
}

std::optional<Counterexample> success_of_nothing(const Explored& explored, const Machine& machine) {
    const auto success = members(explored.quotient().rule(), "success");
    const auto answer = static_cast<std::uint16_t>(machine.outputs[0]);
    return success[answer] ? std::optional(Counterexample{{}, answer}) : std::nullopt;
}

std::optional<Counterexample> terminal_over_live(const Explored& explored, const Machine& machine) {
    const Rule& rule = explored.quotient().rule();
    const auto terminal = members(rule, "terminal");
    return of_one(shortest_pair(explored.quotient(), machine,
                                each_element(rule, [&](Element element) { return !terminal[element.state]; }),
                                [&](std::uint32_t answer, std::uint32_t) { return terminal[answer]; }));
}

std::optional<Counterexample> order_matters(const Explored& explored, const Machine& machine) {
    const Quotient& quotient = explored.quotient();
    std::vector<Replacement> swaps;
    for (std::uint32_t one = 0; one < quotient.class_count(); ++one) {
        for (std::uint32_t other = 0; other < one; ++other) {
            const Element first = quotient.first_of(one);
            const Element second = quotient.first_of(other);
            swaps.push_back({{first, second}, {second, first}});
        }
    }
    return of_two(shortest_pair(quotient, machine, swaps,
                                [](std::uint32_t answer, std::uint32_t other) { return answer != other; }));
}

std::optional<Counterexample> tightening_revives(const Explored& explored, const Machine& machine) {
    const Rule& rule = explored.quotient().rule();
    const auto terminal = members(rule, "terminal");
    return of_two(
        shortest_pair(explored.quotient(), machine, without_flags(rule),
                      [&](std::uint32_t before, std::uint32_t after) { return terminal[before] && !terminal[after]; }));
}

std::optional<Counterexample> one_is_another(const Explored& explored, const Machine& machine) {
    const Rule& rule = explored.quotient().rule();
    for (std::uint16_t state = 0; state < rule.state_count(); ++state) {
        const Element element{state, 0};
        const std::uint32_t answer = machine.outputs[machine.step(0, explored.quotient().class_of(element))];
        if (answer != state) {
            return Counterexample{{element}, static_cast<std::uint16_t>(answer)};
        }
    }
    return std::nullopt;
}

const std::vector<Law>& all_laws() {
    static const std::vector<Law> every{
        {"failure-shows", "no list with a failure is a success", {"success", "failure"}, success_next_to_a_failure},
        {"unlisted-state-is-no-success",
         "no list with an unlisted state is a success",
         {"success"},
         success_of_an_unlisted_state},
        {"unlisted-word-improves-nothing",
         "an unlisted policy word in place of a listed one makes no success, and no failure undone",
         {"success", "failure"},
         an_unlisted_word_improves},
        {"empty-is-no-success", "the empty list is no success", {"success"}, success_of_nothing},
        {"terminal-is-over", "a terminal answer has no child that is not terminal", {"terminal"}, terminal_over_live},
        {"order-is-irrelevant", "the order of the children does not matter", {}, order_matters},
        {"tightening-revives-nothing",
         "taking flags from a child makes no terminal answer live again",
         {"terminal"},
         tightening_revives},
        {"one-child-is-itself", "the answer of one child without flags is its state", {}, one_is_another},
    };
    return every;
}

}  // namespace

std::string Counterexample::text(const Rule& rule) const {
    const auto words = [&](const std::vector<Element>& elements) {
        std::string text;
        for (const Element element : elements) {
            const std::string word = rule.text(element);
            const std::string& state = rule.names.states[element.state];
            const bool is_unlisted = is_about_unlisted && element.state == rule.unlisted;
            text += (text.empty() ? "" : " ") + (is_unlisted ? "(unlisted)" + word.substr(state.size()) : word);
        }
        return elements.empty() ? "none" : text;
    };
    const std::string first = fmt::format("{} -> {}", words(list), rule.names.states[answer]);
    return other_answer ? fmt::format("{}; {} -> {}", first, words(other), rule.names.states[*other_answer]) : first;
}

std::span<const Law> laws() { return all_laws(); }

std::string_view missing_set(const Law& law, const Rule& rule) {
    const auto missing = std::find_if(law.sets.begin(), law.sets.end(),
                                      [&](std::string_view set) { return !rule.law_sets.contains(set); });
    return missing == law.sets.end() ? std::string_view() : *missing;
}

}  // namespace rollout::rules
