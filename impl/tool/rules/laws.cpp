#include "laws.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <unordered_set>

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

/// The search for the shortest two lists that differ by one replacement. Each step reads a letter into both, or, once,
/// what is replaced into one and its replacement into the other.
class PairSearch {
public:
    PairSearch(const LawQuestion& of, const std::vector<Replacement>& replacements)
        : quotient_(of.explored.quotient()),
          machine_(of.machine),
          replacements_(replacements),
          pairs_most_(of.pairs_most) {}

    /// Returns them, if `breaks` holds of the two answers. Cost: pairs of the machine's states that are reached, times
    /// its letters; of those where nothing is replaced yet, times the replacements. Throws Undecided.
    std::optional<Pair> find(const std::function<bool(std::uint32_t, std::uint32_t)>& breaks) {
        add({0, 0, 0, 0, false});
        for (std::uint32_t i = 0; i < reached_.size(); ++i) {
            const Reached from = reached_[i];
            if (from.is_replaced && breaks(machine_.outputs[from.one], machine_.outputs[from.other])) {
                return pair(i);
            }
            for (std::uint32_t number = 0; !from.is_replaced && number < replacements_.size(); ++number) {
                const Replacement& replacement = replacements_[number];
                add({after(from.one, replacement.of), after(from.other, replacement.by), i, number, true});
            }
            for (std::uint32_t of = 0; of < quotient_.class_count(); ++of) {
                add({machine_.step(from.one, of), machine_.step(from.other, of), i, of, from.is_replaced});
            }
        }
        return std::nullopt;
    }

private:
    struct Reached {
        std::uint32_t one, other;
        std::uint32_t before;
        std::uint32_t read;  // a class, or, where something is replaced for the first time, a replacement
        bool is_replaced;
    };

    void add(Reached next) {
        const std::uint64_t pair = std::uint64_t{next.one} << 32 | next.other;
        if (!seen_[next.is_replaced ? 1 : 0].insert(pair).second) {
            return;
        }
        if (reached_.size() == pairs_most_) {
            throw Undecided{};
        }
        reached_.push_back(next);
    }

    std::uint32_t after(std::uint32_t state, const std::vector<Element>& elements) const {
        for (const Element element : elements) {
            state = machine_.step(state, quotient_.class_of(element));
        }
        return state;
    }

    Pair pair(std::uint32_t at) const {
        Pair found{{},
                   {},
                   static_cast<std::uint16_t>(machine_.outputs[reached_[at].one]),
                   static_cast<std::uint16_t>(machine_.outputs[reached_[at].other])};
        for (; at != 0; at = reached_[at].before) {
            const Reached& step = reached_[at];
            const std::vector<Element> letter{quotient_.first_of(step.read < quotient_.class_count() ? step.read : 0)};
            const bool replaces = step.is_replaced && !reached_[step.before].is_replaced;
            const std::vector<Element>& of = replaces ? replacements_[step.read].of : letter;
            const std::vector<Element>& by = replaces ? replacements_[step.read].by : letter;
            found.list.insert(found.list.begin(), of.begin(), of.end());
            found.other.insert(found.other.begin(), by.begin(), by.end());
        }
        return found;
    }

    const Quotient& quotient_;
    const Machine& machine_;
    const std::vector<Replacement>& replacements_;
    std::size_t pairs_most_;
    std::vector<Reached> reached_;
    std::unordered_set<std::uint64_t> seen_[2];  // before a replacement, and behind it
};

std::optional<Pair> shortest_pair(const LawQuestion& of, const std::vector<Replacement>& replacements,
                                  const std::function<bool(std::uint32_t, std::uint32_t)>& breaks) {
    return PairSearch(of, replacements).find(breaks);
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

std::optional<Counterexample> success_next_to_a_failure(const LawQuestion& of) {
    const Rule& rule = of.explored.quotient().rule();
    const auto failure = members(rule, "failure");
    const auto success = members(rule, "success");
    return of_one(shortest_pair(of, each_element(rule, [&](Element element) { return failure[element.state]; }),
                                [&](std::uint32_t answer, std::uint32_t) { return success[answer]; }));
}

std::optional<Counterexample> success_of_an_unlisted_state(const LawQuestion& of) {
    const Rule& rule = of.explored.quotient().rule();
    const auto success = members(rule, "success");
    auto found =
        of_one(shortest_pair(of, each_element(rule, [&](Element element) { return element.state == rule.unlisted; }),
                             [&](std::uint32_t answer, std::uint32_t) { return success[answer]; }));
    if (found) {
        found->is_about_unlisted = true;
    }
    return found;
}

std::optional<Counterexample> an_unlisted_word_improves(const LawQuestion& of) {
    const Rule& rule = of.explored.quotient().rule();
    const auto success = members(rule, "success");
    const auto failure = members(rule, "failure");
    return of_two(shortest_pair(of, without_flags(rule), [&](std::uint32_t known, std::uint32_t other) {
        return (failure[known] && !failure[other]) || (success[other] && !success[known]);
    }));
}

std::optional<Counterexample> success_of_nothing(const LawQuestion& of) {
    const auto success = members(of.explored.quotient().rule(), "success");
    const auto answer = static_cast<std::uint16_t>(of.machine.outputs[0]);
    return success[answer] ? std::optional(Counterexample{{}, answer}) : std::nullopt;
}

std::optional<Counterexample> terminal_over_live(const LawQuestion& of) {
    const Rule& rule = of.explored.quotient().rule();
    const auto terminal = members(rule, "terminal");
    return of_one(shortest_pair(of, each_element(rule, [&](Element element) { return !terminal[element.state]; }),
                                [&](std::uint32_t answer, std::uint32_t) { return terminal[answer]; }));
}

std::optional<Counterexample> order_matters(const LawQuestion& of) {
    const Quotient& quotient = of.explored.quotient();
    std::vector<Replacement> swaps;
    for (std::uint32_t one = 0; one < quotient.class_count(); ++one) {
        for (std::uint32_t other = 0; other < one; ++other) {
            const Element first = quotient.first_of(one);
            const Element second = quotient.first_of(other);
            swaps.push_back({{first, second}, {second, first}});
        }
    }
    return of_two(shortest_pair(of, swaps, [](std::uint32_t answer, std::uint32_t other) { return answer != other; }));
}

std::optional<Counterexample> tightening_revives(const LawQuestion& of) {
    const Rule& rule = of.explored.quotient().rule();
    const auto terminal = members(rule, "terminal");
    return of_two(shortest_pair(of, without_flags(rule), [&](std::uint32_t before, std::uint32_t after) {
        return terminal[before] && !terminal[after];
    }));
}

std::optional<Counterexample> one_is_another(const LawQuestion& of) {
    const Rule& rule = of.explored.quotient().rule();
    for (std::uint16_t state = 0; state < rule.state_count(); ++state) {
        const Element element{state, 0};
        const std::uint32_t answer = of.machine.outputs[of.machine.step(0, of.explored.quotient().class_of(element))];
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
