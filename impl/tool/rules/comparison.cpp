#include "comparison.hpp"

#include <algorithm>

#include "product.hpp"

namespace rollout::rules {
namespace {

void add_new(std::vector<std::string>& list, const std::vector<std::string>& more) {
    for (const std::string& each : more) {
        if (std::find(list.begin(), list.end(), each) == list.end()) {
            list.push_back(each);
        }
    }
}

/// An element of a list as both rules are given it.
struct Letter {
    std::string text;
    Element before;
    Element after;
};

/// Returns the rule's machine over the letters, `element` being what a letter is to it, with outputs numbered by
/// `words`.
analysis::Machine respelled(const analysis::Machine& machine, const Quotient& quotient,
                            const std::vector<Letter>& letters, Element Letter::*element,
                            const std::vector<std::string>& words) {
    analysis::Machine made{.letter_count = letters.size(), .outputs = {}, .steps = {}};
    for (std::uint32_t state = 0; state < machine.size(); ++state) {
        const std::string& answer = quotient.rule().names.states[machine.outputs[state]];
        made.outputs.push_back(
            static_cast<std::uint32_t>(std::find(words.begin(), words.end(), answer) - words.begin()));
        for (const Letter& letter : letters) {
            made.steps.push_back(machine.step(state, quotient.class_of(letter.*element)));
        }
    }
    return made;
}

class Comparison {
public:
    Comparison(const Loaded& before, const Loaded& after)
        : before_(before),
          after_(after),
          machine_before_(before.machine()),
          machine_after_(after.machine()),
          states_(before.rule().names.states) {
        add_new(states_, after.rule().names.states);
    }

    std::vector<Difference> take() {
        std::vector<std::string> words = before_.rule().policy_words();
        add_new(words, after_.rule().policy_words());
        add_rows(words, false);
        if (before_.rule().has_latch() || after_.rule().has_latch()) {
            add_rows(words, true);
        }
        if (before_.rule().has_given_flags() || after_.rule().has_given_flags()) {
            add_children();
        }
        return std::move(found_);
    }

private:
    /// Adds a letter for each state, and for a word that is none, with these flags.
    void add_states(std::vector<Letter>& letters, const std::string& mark, std::uint16_t before, std::uint16_t after) {
        std::vector<std::string> words = states_;
        words.emplace_back("(unlisted)");
        for (const std::string& word : words) {
            letters.push_back({word + mark, {before_.rule().state(word), before}, {after_.rule().state(word), after}});
        }
    }

    void add_rows(std::vector<std::string> words, bool is_released) {
        std::vector<Letter> letters;
        add_states(letters, "", 0, 0);  // what an unlisted word makes of them
        for (const std::string& word : words) {
            add_states(letters, ":" + word, before_.rule().flags(word, is_released),
                       after_.rule().flags(word, is_released));
        }
        add(letters, is_released ? "released:" : "");
    }

    void add_children() {
        std::vector<std::string> flags = before_.rule().names.flags;
        add_new(flags, after_.rule().names.flags);
        const auto set = [&](const Rule& rule, std::size_t chosen) {
            std::uint16_t made = 0;
            for (std::size_t flag = 0; flag < rule.names.flags.size(); ++flag) {
                const auto number = std::find(flags.begin(), flags.end(), rule.names.flags[flag]) - flags.begin();
                made |= static_cast<std::uint16_t>((chosen >> number & 1U) << flag);
            }
            return made;
        };
        std::vector<Letter> letters;
        for (std::size_t chosen = 0; chosen < std::size_t{1} << flags.size(); ++chosen) {
            std::string mark;
            for (std::size_t flag = 0; flag < flags.size(); ++flag) {
                mark += (chosen >> flag & 1U) != 0 ? "+" + flags[flag] : "";
            }
            add_states(letters, mark, set(before_.rule(), chosen), set(after_.rule(), chosen));
        }
        add(letters, "children:");
    }

    void add(const std::vector<Letter>& letters, const std::string& head) {
        const analysis::Product product = analysis::product(
            respelled(machine_before_, before_.explored().quotient(), letters, &Letter::before, states_),
            respelled(machine_after_, after_.explored().quotient(), letters, &Letter::after, states_));
        for (const analysis::KindOfDifference& kind : product.kinds) {
            const bool is_known = std::any_of(found_.begin(), found_.end(), [&](const Difference& known) {
                return known.before == states_[kind.left] && known.after == states_[kind.right];
            });
            if (is_known) {
                continue;
            }
            Difference made{head, states_[kind.left], states_[kind.right], "", "", ""};
            std::vector<Element> before;
            std::vector<Element> after;
            for (const std::uint32_t letter : kind.word) {
                made.list += (made.list.empty() ? "" : " ") + letters[letter].text;
                before.push_back(letters[letter].before);
                after.push_back(letters[letter].after);
            }
            made.list += kind.word.empty() ? (head.empty() ? "none" : " none") : "";
            made.clause_before = deciding_rung(before_.rule(), decide(before_.rule(), before)).id;
            made.clause_after = deciding_rung(after_.rule(), decide(after_.rule(), after)).id;
            made.case_line = after_.rule().text(after) + " -> " + made.after + " " + made.clause_after;
            found_.push_back(std::move(made));
        }
    }

    const Loaded& before_;
    const Loaded& after_;
    const analysis::Machine& machine_before_;
    const analysis::Machine& machine_after_;
    std::vector<std::string> states_;
    std::vector<Difference> found_;
};

}  // namespace

std::vector<Difference> differences(const Loaded& before, const Loaded& after) {
    return Comparison(before, after).take();
}

}  // namespace rollout::rules
