// The verb learn: finds the machine of a testee by asking it lists, and compares that machine with the edition. The
// analysis learns; this file asks, within bounds of states, lists and time.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <map>

#include "file.hpp"
#include "interruption.hpp"
#include "json_writer.hpp"
#include "judge.hpp"
#include "learner.hpp"
#include "list_sources.hpp"
#include "plan.hpp"
#include "process.hpp"
#include "product.hpp"
#include "progress.hpp"
#include "readable.hpp"
#include "table.hpp"
#include "verbs.hpp"

namespace rollout::oracle {
namespace {

using analysis::Alphabet;
using analysis::Machine;
using analysis::Word;

/// What a testee says, numbered: a state's token by the state, any other text by a number beyond.
class Answers {
public:
    std::uint32_t number(const std::string& text) {
        for (const StateFacts& facts : states) {
            if (facts.token == text && facts.state != State::unrecognized) {
                return static_cast<std::uint32_t>(facts.state);
            }
        }
        const auto found = std::find(others_.begin(), others_.end(), text);
        const auto index = static_cast<std::size_t>(found - others_.begin());
        if (found == others_.end()) {
            others_.push_back(text);
        }
        return static_cast<std::uint32_t>(state_count + index);
    }

    std::string text(std::uint32_t number) const {
        return number < state_count ? std::string(token(State(number))) : others_[number - state_count];
    }

private:
    std::vector<std::string> others_;
};

/// Returns the answer without the testee's reason: that may be another each time.
std::string plain(const std::string& said) {
    for (const char* kind : {"skipped", "error"}) {
        if (said.starts_with(std::string(kind) + ": ")) {
            return kind;
        }
    }
    return said;
}

std::string word_json(const std::vector<std::string>& letters, const Word& word) {
    std::vector<std::string> texts;
    for (const std::uint32_t letter : word) {
        texts.push_back(json_string(letters[letter]));
    }
    return fmt::format("[{}]", fmt::join(texts, ","));
}

/// Returns the machine: letters as people write them, with their class; states, with output and access word.
std::string machine_json(const Alphabet& alphabet, const Machine& machine, const Answers& answers) {
    const analysis::LetterClasses classes = analysis::letter_classes(machine);
    const std::vector<Word> access = analysis::access_words(machine);
    std::vector<std::string> letters, class_of, state_lines, rows;
    for (std::size_t letter = 0; letter < alphabet.letters.size(); ++letter) {
        letters.push_back(alphabet.text(alphabet.letters[letter]));
        class_of.push_back(fmt::format("{}:{}", json_string(letters.back()), classes.of_letter[letter]));
    }
    for (std::uint32_t state = 0; state < machine.size(); ++state) {
        state_lines.push_back(fmt::format("{{\"output\":{},\"access\":{}}}",
                                          json_string(answers.text(machine.outputs[state])),
                                          word_json(letters, access[state])));
        std::vector<std::uint32_t> row;
        for (const std::uint32_t letter : classes.first_letter) {
            row.push_back(machine.step(state, letter));
        }
        rows.push_back(fmt::format("[{}]", fmt::join(row, ",")));
    }
    return fmt::format(
        "{{\n  \"format\": 1,\n  \"level\": \"{}\",\n  \"released\": {},\n  \"letters\": {{{}}},\n  \"initial\": 0,\n"
        "  \"states\": [\n    {}\n  ],\n  \"transitions\": [\n    {}\n  ]\n}}\n",
        name(alphabet.level), alphabet.latch == Latch::released, fmt::join(class_of, ","),
        fmt::join(state_lines, ",\n    "), fmt::join(rows, ",\n    "));
}

std::string reason(analysis::NotLearned failure, const LearnOptions& options) {
    switch (failure) {
        case analysis::NotLearned::too_many_states:
            return fmt::format("more than {} states (--states-max): the testee counts, or remembers",
                               options.states_max);
        case analysis::NotLearned::suite_too_large:
            return fmt::format("--extra-states {}: more cases than 64 bits can count", options.extra_states);
        case analysis::NotLearned::not_deterministic:
            return "the testee gave the same list two answers: there is no machine to learn";
        case analysis::NotLearned::unanswered:
            break;
    }
    return "the testee did not answer";
}

void print_json(const Alphabet& alphabet, const std::string& left_out, const analysis::Learned& learned,
                const analysis::Product& differences, const Answers& answers) {
    std::vector<std::string> kinds;
    for (const analysis::KindOfDifference& kind : differences.kinds) {
        kinds.push_back(fmt::format("\n  {{\"rollout\":{},\"testee\":{},\"edition\":{}}}",
                                    json_string(alphabet.text(kind.word)), json_string(answers.text(kind.left)),
                                    json_string(answers.text(kind.right))));
    }
    fmt::print(
        "{{\"edition\":\"{}\",\"equal\":{},\"left_out\":{},\"states\":{},\"asked\":{},\"kinds\":[{}],\n\"machine\":{}}}"
        "\n",
        name(alphabet.edition), kinds.empty(), json_string(left_out), learned.machine.size(), learned.asked,
        fmt::join(kinds, ","), machine_json(alphabet, learned.machine, answers));
}

void print_text(const Alphabet& alphabet, const std::string& left_out, const LearnOptions& options,
                const analysis::Learned& learned, const analysis::Product& differences, const Answers& answers) {
    const std::size_t classes = learned.machine.size();
    const std::string edition(name(alphabet.edition));
    fmt::print("learned {} classes of {} lists, {} asked", classes, name(alphabet.level), learned.asked);
    fmt::print("; exact if the testee is deterministic and tells at most {} apart\n", classes + options.extra_states);
    const std::string compared = left_out.empty() ? edition : edition + " in what is offered";
    if (differences.kinds.empty()) {
        fmt::print("equal to {}, on lists of every length\n", compared);
    } else {
        fmt::print("differs from {} in {} kind{}\n", compared, differences.kinds.size(),
                   differences.kinds.size() == 1 ? "" : "s");
    }
    if (!left_out.empty()) {
        fmt::print("{}\n", left_out);
    }
    if (differences.kinds.empty()) {
        return;
    }
    fmt::print("\n");
    Table table({"shortest rollout", "testee", "edition"});
    for (const analysis::KindOfDifference& kind : differences.kinds) {
        table.add({alphabet.text(kind.word),
                   "testee " + (kind.left < state_count ? answers.text(kind.left) : shown(answers.text(kind.left))),
                   fmt::format("{} {}", edition, answers.text(kind.right))});
    }
    table.print(Format::text);
}

/// Returns lists on which an implementation is likely to show what it has that the edition has, and more.
std::vector<Word> hints(const Alphabet& alphabet, const Machine& expected) {
    const analysis::CompleteSuite suite(expected, 0);
    std::vector<Word> words;
    for (std::uint64_t number = 0; number < *suite.size(); ++number) {
        words.push_back(suite.word(number));
    }
    constexpr std::uint64_t random_words = 1000;
    for (std::uint64_t number = 0; number < random_words; ++number) {
        words.push_back(random_word(alphabet, 0, number));
    }
    return words;
}

/// Returns the level that is learned without a wish: operations, but children where rows have no finite machine, or the
/// testee reads no operations.
analysis::Level level_without_a_wish(Edition edition, const Vocabulary& offered) {
    return reads_places(edition) || !offered.offers(analysis::Level::operations) ? analysis::Level::children
                                                                                 : analysis::Level::operations;
}

Status broken(const Breach& breach) {
    return complain(Status::testee, fmt::format("learn: {}: {}", name(breach.kind), breach.what));
}

}  // namespace

Status learn(const LearnOptions& options) {
    end_testees_when_interrupted(AfterInterrupt::end);
    adopt_orphans();
    Testee testee(options.command, {.timeout = options.timeout});
    const auto started = testee.start();
    if (const auto* breach = std::get_if<Breach>(&started)) {
        return broken(*breach);
    }
    const auto& offer = std::get<Offer>(started);
    if (std::find(offer.editions.begin(), offer.editions.end(), name(options.edition)) == offer.editions.end()) {
        return complain(Status::usage, fmt::format("learn: the testee does not offer edition {}; it offers {}",
                                                   name(options.edition), fmt::join(offer.editions, ", ")));
    }
    const auto vocabulary = Vocabulary::of(options.edition, offer);
    if (const auto* problem = std::get_if<std::string>(&vocabulary)) {
        return complain(Status::testee, "learn: the answer to start: " + *problem);
    }
    const auto& offered = std::get<Vocabulary>(vocabulary);
    const analysis::Level level = options.level.value_or(level_without_a_wish(options.edition, offered));
    const bool has_children = offered.offers(analysis::Level::children);
    if (reads_places(options.edition) && (level == analysis::Level::operations || !has_children)) {
        return complain(Status::usage,
                        fmt::format("learn: rows of edition {} have no finite machine; children have one, {}",
                                    name(options.edition),
                                    has_children ? "--level children" : "but the testee does not read them"));
    }
    if (const std::string problem = problem_of_level(level, offered); !problem.empty()) {
        return complain(Status::usage, "learn: " + problem);
    }
    const Latch latch = options.released ? Latch::released : Latch::unreleased;
    const ListCases cases(offered.part_of(analysis::whole_alphabet(options.edition, level, latch)));
    Judge judge(testee, {.edition = options.edition}, nullptr, nullptr);
    Answers answers;
    std::uint64_t asked = 0;
    Progress progress;
    const auto begin_of_all = std::chrono::steady_clock::now();
    bool is_late = false;
    bool are_too_many = false;
    const Machine expected = analysis::minimal_machine(cases.alphabet());
    const auto learned = analysis::learn(
        {.letter_count = cases.alphabet().letters.size(),
         .extra_states = options.extra_states,
         .states_max = options.states_max},
        hints(cases.alphabet(), expected), [&](const std::vector<Word>& words) {
            std::vector<std::uint32_t> numbers;
            constexpr std::size_t at_once = 1000;
            are_too_many = asked + words.size() > options.lists_max;
            if (are_too_many) {
                return numbers;
            }
            for (std::size_t begin = 0; begin < words.size() && !judge.breach() && !is_late; begin += at_once) {
                is_late = std::chrono::steady_clock::now() - begin_of_all > options.time_max;
                progress.show("learning", asked, options.lists_max, "lists");
                std::vector<TestCase> batch;
                for (std::size_t i = begin; i < std::min(begin + at_once, words.size()); ++i) {
                    batch.push_back(cases.at(words[i]));
                }
                for (const std::string& said : judge.ask(batch)) {
                    numbers.push_back(answers.number(plain(said)));
                }
                asked += batch.size();
            }
            return numbers;
        });
    progress.clear();
    if (is_late) {
        return complain(Status::no_verdict,
                        fmt::format("learn: not done after {:g} s and {} lists (--time-max)",
                                    std::chrono::duration<double>(options.time_max).count(), asked));
    }
    if (are_too_many) {
        return complain(
            Status::no_verdict,
            fmt::format("learn: more than {} lists (--lists-max): the testee counts, or remembers", options.lists_max));
    }
    if (judge.breach()) {
        return broken(*judge.breach());
    }
    if (const auto* failure = std::get_if<analysis::NotLearned>(&learned)) {
        return complain(Status::no_verdict, "learn: " + reason(*failure, options));
    }
    if (const auto breach = testee.stop()) {
        return broken(*breach);
    }
    const auto& found = std::get<analysis::Learned>(learned);
    const analysis::Product differences = analysis::product(found.machine, expected);
    if (options.json) {
        print_json(cases.alphabet(), offered.left_out(), found, differences, answers);
    } else {
        print_text(cases.alphabet(), offered.left_out(), options, found, differences, answers);
    }
    if (!options.output.empty() &&
        !write_file(options.output, machine_json(cases.alphabet(), found.machine, answers))) {
        return Status::no_verdict;
    }
    return flushed(differences.kinds.empty() ? Status::done : Status::not_conformant);
}

}  // namespace rollout::oracle
