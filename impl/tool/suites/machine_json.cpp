#include "machine_json.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include <rollout/parse.hpp>

#include "alphabet.hpp"
#include "json_writer.hpp"
#include "rule_sources.hpp"
#include "spelled.hpp"

namespace rollout::oracle {
namespace {

using analysis::Alphabet;
using analysis::Machine;
using analysis::Word;

/// The wire's spelling; of what no token names the empty text, which is no token.
std::string_view spelled(State state) { return state == State::unrecognized ? "" : token(state); }
std::string_view spelled(Policy policy) { return policy == Policy::unknown ? "" : word(policy); }

/// What a machine file says, but for what follows from the machine itself.
struct Described {
    std::string edition;
    std::vector<std::string> flags;
    std::array<std::vector<std::pair<std::string, std::size_t>>, 2> policies;  // by latch: words and their flags
    bool is_compared_by_bytes;         // words; and an absent policy is one that is not listed
    std::vector<std::string> states;   // "" stands for every other
    std::vector<std::string> letters;  // as people write them
    Machine machine;                   // over states times flags
    std::vector<std::string> outputs;

    std::size_t flags_count() const { return letters.size() / states.size(); }
    std::string letter_json(std::uint32_t letter) const {
        return fmt::format("[{},{}]", json_string(states[letter / flags_count()]), letter % flags_count());
    }
    std::string word_json(const Word& word) const {
        std::vector<std::string> texts;
        for (const std::uint32_t letter : word) {
            texts.push_back(letter_json(letter));
        }
        return fmt::format("[{}]", fmt::join(texts, ","));
    }
};

Described described(Edition edition) {
    const Alphabet alphabet = analysis::whole_alphabet(edition, analysis::Level::children);
    Described made{.edition = std::string(name(edition)),
                   .flags = {},
                   .policies = {},
                   .is_compared_by_bytes = false,
                   .states = {},
                   .letters = {},
                   .machine = analysis::minimal_machine(alphabet),
                   .outputs = {}};
    for (const FlagFacts& flag : child_flags) {
        made.flags.emplace_back(flag.name);
    }
    for (const Latch latch : latches) {
        for (const PolicyFacts& policy : policies) {
            made.policies[static_cast<std::size_t>(latch)].push_back(
                {std::string(spelled(policy.policy)),
                 flags_of(child_of(edition, {State::failed, policy.policy}, latch))});
        }
    }
    for (const StateFacts& state : states) {
        made.states.emplace_back(spelled(state.state));
        made.outputs.emplace_back(state.token);
    }
    for (const analysis::Letter letter : alphabet.letters) {
        made.letters.push_back(alphabet.text(letter));
    }
    return made;
}

Described described(const LoadedRule& loaded) {
    const rules::Rule& rule = loaded->rule();
    const RuleLists lists(RuleVocabulary(loaded), analysis::Level::children);
    Described made{.edition = rule.edition,
                   .flags = rule.names.flags,
                   .policies = {},
                   .is_compared_by_bytes = true,
                   .states = rule.names.states,
                   .letters = {},
                   .machine = lists.machine(),
                   .outputs = lists.answers()};
    made.states.emplace_back("");
    for (const bool released : {false, true}) {
        auto& policies_of_latch = made.policies[released ? 1 : 0];
        for (const std::string& word : rule.policy_words()) {
            policies_of_latch.push_back({word, rule.flags(word, released)});
        }
        policies_of_latch.push_back({"", 0});
    }
    for (const rules::WrittenElement& letter : lists.letters()) {
        made.letters.push_back(text_of(rule, letter));
    }
    return made;
}

/// Returns the items of a list or an object, one a line.
std::string lines(const std::vector<std::string>& items, char open, char close) {
    return fmt::format("{}\n    {}\n  {}", open, fmt::join(items, ",\n    "), close);
}

std::string numbers(const auto& list) { return fmt::format("[{}]", fmt::join(list, ",")); }

std::string rows(const auto& lists) {
    std::vector<std::string> texts;
    for (const auto& list : lists) {
        texts.push_back(numbers(list));
    }
    return lines(texts, '[', ']');
}

std::string policies_json(const Described& of) {
    std::vector<std::string> by_latch;
    for (const Latch latch : latches) {
        std::vector<std::string> flags;
        for (const auto& [word, number] : of.policies[static_cast<std::size_t>(latch)]) {
            flags.push_back(fmt::format("{}:{}", json_string(word), number));
        }
        by_latch.push_back(
            fmt::format("\"{}\": {{{}}}", latch == Latch::released ? "released" : "unreleased", fmt::join(flags, ",")));
    }
    return lines(by_latch, '{', '}');
}

std::string json_of(const Described& of) {
    const Machine& machine = of.machine;
    const analysis::LetterClasses classes = analysis::letter_classes(machine);
    const std::vector<Word> access = analysis::access_words(machine);
    const analysis::Separation separation = analysis::separation(machine);

    std::vector<std::string> flags;
    for (const std::string& flag : of.flags) {
        flags.push_back(json_string(flag));
    }
    std::vector<std::string> letters;
    for (std::size_t state = 0; state < of.states.size(); ++state) {
        const auto first = classes.of_letter.begin() + static_cast<std::ptrdiff_t>(state * of.flags_count());
        letters.push_back(
            fmt::format("{}: {}", json_string(of.states[state]), numbers(std::span(first, of.flags_count()))));
    }
    std::vector<std::string> class_letters;
    for (const std::uint32_t letter : classes.first_letter) {
        class_letters.push_back(of.letter_json(letter));
    }
    std::vector<std::string> outputs;
    std::vector<std::vector<std::uint32_t>> transitions;
    for (std::uint32_t state = 0; state < machine.size(); ++state) {
        outputs.push_back(fmt::format("{{\"output\":{},\"access\":{}}}",
                                      json_string(of.outputs[machine.outputs[state]]), of.word_json(access[state])));
        std::vector<std::uint32_t>& row = transitions.emplace_back();
        for (const std::uint32_t letter : classes.first_letter) {
            row.push_back(machine.step(state, letter));
        }
    }
    std::vector<std::string> words;
    for (const Word& word : separation.words) {
        words.push_back(of.word_json(word));
    }
    const std::string_view comparison = of.is_compared_by_bytes ? "  \"comparison\": \"bytes\",\n" : "";
    return fmt::format(
        "{{\n  \"format\": 1,\n  \"edition\": {},\n  \"flags\": [{}],\n  \"policies\": {},\n{}  \"letters\": {},\n"
        "  \"classes\": {},\n  \"initial\": 0,\n  \"states\": {},\n  \"transitions\": {},\n  \"words\": {},\n"
        "  \"separated_by\": {},\n  \"identifiers\": {}\n}}\n",
        json_string(of.edition), fmt::join(flags, ","), policies_json(of), comparison, lines(letters, '{', '}'),
        lines(class_letters, '[', ']'), lines(outputs, '[', ']'), rows(transitions), lines(words, '[', ']'),
        rows(separation.word_of_pair), rows(separation.identifiers));
}

}  // namespace

std::string machine_json(const LoadedRule& rule) { return json_of(described(rule)); }

std::string machine_json(const AnyEdition& edition) {
    return edition.file() ? machine_json(edition.file()) : json_of(described(edition.built_in()));
}

std::string machine_dot(const AnyEdition& edition) {
    const Described of = edition.file() ? described(edition.file()) : described(edition.built_in());
    const Machine& machine = of.machine;
    const analysis::LetterClasses classes = analysis::letter_classes(machine);
    std::string text = fmt::format(
        "// The minimal machine of edition {}: a state is what a list of children can lead to, its label the\n"
        "// projection. An edge names the first letter of each class that leads along it; loops are left out.\n"
        "digraph {} {{\n  rankdir=LR;\n  node [shape=box, style=rounded];\n  start [shape=point];\n  start -> 0;\n",
        quoted_unless_plain(of.edition), quoted_unless_plain(of.edition));
    for (std::uint32_t state = 0; state < machine.size(); ++state) {
        text += fmt::format("  {} [label={}];\n", state,
                            json_string(fmt::format("{}: {}", state, of.outputs[machine.outputs[state]])));
    }
    for (std::uint32_t state = 0; state < machine.size(); ++state) {
        std::vector<std::string> labels(machine.size());
        for (const std::uint32_t letter : classes.first_letter) {
            std::string& label = labels[machine.step(state, letter)];
            label += (label.empty() ? "" : "\n") + of.letters[letter];
        }
        for (std::uint32_t next = 0; next < machine.size(); ++next) {
            if (next != state && !labels[next].empty()) {
                text += fmt::format("  {} -> {} [label={}];\n", state, next, json_string(labels[next]));
            }
        }
    }
    return text + "}\n";
}

}  // namespace rollout::oracle
