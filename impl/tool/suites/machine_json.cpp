#include "machine_json.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <rollout/parse.hpp>

#include "alphabet.hpp"
#include "json_writer.hpp"

namespace rollout::oracle {
namespace {

using analysis::Alphabet;
using analysis::Machine;
using analysis::Word;

/// The wire's spelling; of what no token names the empty text, which is no token.
std::string_view spelled(State state) { return state == State::unrecognized ? "" : token(state); }
std::string_view spelled(Policy policy) { return policy == Policy::unknown ? "" : word(policy); }

std::string letter_json(analysis::Letter letter) {
    return fmt::format("[{},{}]", json_string(spelled(letter.state)), letter.number);
}

std::string word_json(const Alphabet& alphabet, const Word& word) {
    std::vector<std::string> letters;
    for (const std::uint32_t letter : word) {
        letters.push_back(letter_json(alphabet.letters[letter]));
    }
    return fmt::format("[{}]", fmt::join(letters, ","));
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

std::string policies_json(Edition edition) {
    std::vector<std::string> by_latch;
    for (const Latch latch : latches) {
        std::vector<std::string> flags;
        for (const PolicyFacts& policy : policies) {
            flags.push_back(fmt::format("{}:{}", json_string(spelled(policy.policy)),
                                        flags_of(child_of(edition, {State::failed, policy.policy}, latch))));
        }
        by_latch.push_back(
            fmt::format("\"{}\": {{{}}}", latch == Latch::released ? "released" : "unreleased", fmt::join(flags, ",")));
    }
    return lines(by_latch, '{', '}');
}

}  // namespace

std::string machine_json(Edition edition) {
    const Alphabet alphabet = analysis::whole_alphabet(edition, analysis::Level::children);
    const Machine machine = analysis::minimal_machine(alphabet);
    const analysis::LetterClasses classes = analysis::letter_classes(machine);
    const std::vector<Word> access = analysis::access_words(machine);
    const analysis::Separation separation = analysis::separation(machine);

    std::vector<std::string> flags;
    for (const FlagFacts& flag : child_flags) {
        flags.push_back(json_string(flag.name));
    }
    std::vector<std::string> letters;
    for (const StateFacts& state : states) {
        const auto first = classes.of_letter.begin() +
                           static_cast<std::ptrdiff_t>(static_cast<std::size_t>(state.state) * flags_count);
        letters.push_back(
            fmt::format("{}: {}", json_string(spelled(state.state)), numbers(std::span(first, flags_count))));
    }
    std::vector<std::string> class_letters;
    for (const std::uint32_t letter : classes.first_letter) {
        class_letters.push_back(letter_json(alphabet.letters[letter]));
    }
    std::vector<std::string> outputs;
    std::vector<std::vector<std::uint32_t>> transitions;
    for (std::uint32_t state = 0; state < machine.size(); ++state) {
        outputs.push_back(fmt::format("{{\"output\":{},\"access\":{}}}",
                                      json_string(token(State(machine.outputs[state]))),
                                      word_json(alphabet, access[state])));
        std::vector<std::uint32_t>& row = transitions.emplace_back();
        for (const std::uint32_t letter : classes.first_letter) {
            row.push_back(machine.step(state, letter));
        }
    }
    std::vector<std::string> words;
    for (const Word& word : separation.words) {
        words.push_back(word_json(alphabet, word));
    }
    return fmt::format(
        "{{\n  \"format\": 1,\n  \"edition\": \"{}\",\n  \"flags\": [{}],\n  \"policies\": {},\n  \"letters\": {},\n"
        "  \"classes\": {},\n  \"initial\": 0,\n  \"states\": {},\n  \"transitions\": {},\n  \"words\": {},\n"
        "  \"separated_by\": {},\n  \"identifiers\": {}\n}}\n",
        name(edition), fmt::join(flags, ","), policies_json(edition), lines(letters, '{', '}'),
        lines(class_letters, '[', ']'), lines(outputs, '[', ']'), rows(transitions), lines(words, '[', ']'),
        rows(separation.word_of_pair), rows(separation.identifiers));
}

std::string machine_dot(Edition edition) {
    const Alphabet alphabet = analysis::whole_alphabet(edition, analysis::Level::children);
    const Machine machine = analysis::minimal_machine(alphabet);
    const analysis::LetterClasses classes = analysis::letter_classes(machine);
    std::string text = fmt::format(
        "// The minimal machine of edition {}: a state is what a list of children can lead to, its label the\n"
        "// projection. An edge names the first letter of each class that leads along it; loops are left out.\n"
        "digraph {} {{\n  rankdir=LR;\n  node [shape=box, style=rounded];\n  start [shape=point];\n  start -> 0;\n",
        name(edition), name(edition));
    for (std::uint32_t state = 0; state < machine.size(); ++state) {
        text += fmt::format("  {} [label=\"{}: {}\"];\n", state, state, token(State(machine.outputs[state])));
    }
    for (std::uint32_t state = 0; state < machine.size(); ++state) {
        std::vector<std::string> labels(machine.size());
        for (const std::uint32_t letter : classes.first_letter) {
            std::string& label = labels[machine.step(state, letter)];
            label += (label.empty() ? "" : "\\n") + alphabet.text(alphabet.letters[letter]);
        }
        for (std::uint32_t next = 0; next < machine.size(); ++next) {
            if (next != state && !labels[next].empty()) {
                text += fmt::format("  {} -> {} [label=\"{}\"];\n", state, next, labels[next]);
            }
        }
    }
    return text + "}\n";
}

}  // namespace rollout::oracle
