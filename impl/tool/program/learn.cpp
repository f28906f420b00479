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
#include "rule_sources.hpp"
#include "table.hpp"
#include "verbs.hpp"

namespace rollout::oracle {
namespace {

using analysis::Level;
using analysis::Machine;
using analysis::Word;

/// What a testee says, numbered: an answer of the edition by its number there, any other text by a number beyond.
class Answers {
public:
    explicit Answers(std::vector<std::string> known) : texts_(std::move(known)), known_count_(texts_.size()) {}

    std::uint32_t number(const std::string& text) {
        const auto found = std::find(texts_.begin(), texts_.end(), text);
        const auto index = static_cast<std::uint32_t>(found - texts_.begin());
        if (found == texts_.end()) {
            texts_.push_back(text);
        }
        return index;
    }

    bool is_known(std::uint32_t number) const { return number < known_count_; }
    const std::string& text(std::uint32_t number) const { return texts_[number]; }

private:
    std::vector<std::string> texts_;
    std::size_t known_count_;
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
std::string machine_json(const Lists& lists, const Machine& machine, const Answers& answers) {
    const analysis::LetterClasses classes = analysis::letter_classes(machine);
    const std::vector<Word> access = analysis::access_words(machine);
    std::vector<std::string> letters, class_of, state_lines, rows;
    for (std::uint32_t letter = 0; letter < lists.letter_count(); ++letter) {
        letters.push_back(lists.letter_text(letter));
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
        name(lists.level()), lists.is_released(), fmt::join(class_of, ","), fmt::join(state_lines, ",\n    "),
        fmt::join(rows, ",\n    "));
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

/// What is compared with what was learned.
struct Compared {
    std::string edition;
    std::shared_ptr<const Lists> lists;
    std::string left_out;
};

void print_json(const Compared& with, const analysis::Learned& learned, const analysis::Product& differences,
                const Answers& answers) {
    std::vector<std::string> kinds;
    for (const analysis::KindOfDifference& kind : differences.kinds) {
        kinds.push_back(fmt::format("\n  {{\"rollout\":{},\"testee\":{},\"edition\":{}}}",
                                    json_string(with.lists->text(kind.word)), json_string(answers.text(kind.left)),
                                    json_string(answers.text(kind.right))));
    }
    fmt::print(
        "{{\"edition\":{},\"equal\":{},\"left_out\":{},\"states\":{},\"asked\":{},\"kinds\":[{}],\n\"machine\":{}}}"
        "\n",
        json_string(with.edition), kinds.empty(), json_string(with.left_out), learned.machine.size(), learned.asked,
        fmt::join(kinds, ","), machine_json(*with.lists, learned.machine, answers));
}

void print_text(const Compared& with, const LearnOptions& options, const analysis::Learned& learned,
                const analysis::Product& differences, const Answers& answers) {
    const std::size_t classes = learned.machine.size();
    const auto& [edition, lists, left_out] = with;
    fmt::print("learned {} classes of {} lists, {} asked", classes, name(lists->level()), learned.asked);
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
        table.add({lists->text(kind.word),
                   "testee " + (answers.is_known(kind.left) ? answers.text(kind.left) : shown(answers.text(kind.left))),
                   fmt::format("{} {}", edition, answers.text(kind.right))});
    }
    table.print(Format::text);
}

/// Returns lists on which an implementation is likely to show what it has that the edition has, and more.
std::vector<Word> hints(const Lists& lists, const Machine& expected) {
    const analysis::CompleteSuite suite(expected, 0);
    std::vector<Word> words;
    for (std::uint64_t number = 0; number < *suite.size(); ++number) {
        words.push_back(suite.word(number));
    }
    constexpr std::uint64_t random_words = 1000;
    for (std::uint64_t number = 0; number < random_words; ++number) {
        words.push_back(lists.random_word(0, number, random_length_max));
    }
    return words;
}

Status broken(const Breach& breach) {
    return complain(Status::testee, fmt::format("learn: {}: {}", name(breach.kind), breach.what));
}

/// Why there is nothing to compare with.
struct NoLists {
    Status status;
    std::string why;
};

/// Returns the lists that are asked of a built-in edition. Without a wish of operations, but of children where rows
/// have no finite machine, or the testee reads no operations.
std::variant<Compared, NoLists> compared_with(Edition edition, const LearnOptions& options, const Offer& offer) {
    const auto vocabulary = Vocabulary::of(edition, offer);
    if (const auto* problem = std::get_if<std::string>(&vocabulary)) {
        return NoLists{Status::testee, "the answer to start: " + *problem};
    }
    const auto& offered = std::get<Vocabulary>(vocabulary);
    const bool has_children = offered.offers(Level::children);
    const Level level = options.level.value_or(
        reads_places(edition) || !offered.offers(Level::operations) ? Level::children : Level::operations);
    if (reads_places(edition) && (level == Level::operations || !has_children)) {
        return NoLists{Status::usage,
                       fmt::format("rows of edition {} have no finite machine; children have one, {}", name(edition),
                                   has_children ? "--level children" : "but the testee does not read them")};
    }
    if (std::string problem = problem_of_level(level, offered.offers(level)); !problem.empty()) {
        return NoLists{Status::usage, std::move(problem)};
    }
    const Latch latch = options.released ? Latch::released : Latch::unreleased;
    return Compared{std::string(name(edition)),
                    std::make_shared<ListCases>(offered.part_of(analysis::whole_alphabet(edition, level, latch))),
                    offered.left_out()};
}

/// The same of a rule file. Without a wish of the first level that is asked: operations, if they say something.
std::variant<Compared, NoLists> compared_with(const LoadedRule& rule, const LearnOptions& options, const Offer& offer) {
    const auto vocabulary = RuleVocabulary::of(rule, offer);
    if (const auto* problem = std::get_if<std::string>(&vocabulary)) {
        return NoLists{Status::testee, "the answer to start: " + *problem};
    }
    if (std::string problem = problem_of_size(rule); !problem.empty()) {
        return NoLists{Status::usage, std::move(problem)};
    }
    const auto& offered = std::get<RuleVocabulary>(vocabulary);
    const Level level = options.level.value_or(offered.asks(Level::operations) ? Level::operations : Level::children);
    if (std::string problem = problem_of_level(level, offered.offers(level)); !problem.empty()) {
        return NoLists{Status::usage, std::move(problem)};
    }
    return Compared{rule->rule().edition, std::make_shared<RuleLists>(offered.of_level(level), level, options.released),
                    offered.left_out()};
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
    if (std::find(offer.editions.begin(), offer.editions.end(), options.edition.name()) == offer.editions.end()) {
        return complain(Status::usage, fmt::format("learn: the testee does not offer edition {}; it offers {}",
                                                   options.edition.name(), fmt::join(offer.editions, ", ")));
    }
    const auto chosen = options.edition.file() ? compared_with(options.edition.file(), options, offer)
                                               : compared_with(options.edition.built_in(), options, offer);
    if (const auto* none = std::get_if<NoLists>(&chosen)) {
        return complain(none->status, "learn: " + none->why);
    }
    const auto& compared = std::get<Compared>(chosen);
    const Lists& lists = *compared.lists;
    Judge judge(testee, {.edition = options.edition}, nullptr, nullptr);
    Answers answers(lists.answers());
    std::uint64_t asked = 0;
    Progress progress;
    const auto begin_of_all = std::chrono::steady_clock::now();
    bool is_late = false;
    bool are_too_many = false;
    const Machine expected = lists.machine();
    const auto learned = analysis::learn(
        {.letter_count = lists.letter_count(), .extra_states = options.extra_states, .states_max = options.states_max},
        hints(lists, expected), [&](const std::vector<Word>& words) {
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
                    batch.push_back(lists.at(words[i]));
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
        print_json(compared, found, differences, answers);
    } else {
        print_text(compared, options, found, differences, answers);
    }
    if (!options.output.empty() && !write_file(options.output, machine_json(lists, found.machine, answers))) {
        return Status::no_verdict;
    }
    return flushed(differences.kinds.empty() ? Status::done : Status::not_conformant);
}

}  // namespace rollout::oracle
