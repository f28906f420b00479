#include "rule_sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lint.hpp"
#include "spellings.hpp"

namespace rollout::oracle {
namespace {

using analysis::Level;
using analysis::Machine;
using analysis::Word;
using rules::Element;
using rules::Rule;
using rules::WrittenElement;
using rules::WrittenList;

TestCase case_of(const LoadedRule& rule, WrittenList list) {
    return test_case(AnyEdition(rule), RuleRollout{rule, std::move(list)});
}

/// Returns the elements as rows under that latch; nothing where no word sets such flags.
std::optional<WrittenList> as_rows(const Rule& rule, const std::vector<Element>& elements, bool is_released) {
    WrittenList list{.is_of_children = false, .is_released = is_released, .elements = {}};
    const rules::FlagsOfWords& words = is_released ? rule.released : rule.words;
    for (const Element element : elements) {
        WrittenElement& row = list.elements.emplace_back(WrittenElement{.state = rule.names.states[element.state]});
        if (element.flags == 0) {
            continue;
        }
        const auto word =
            std::find_if(words.begin(), words.end(), [&](const auto& each) { return each.second == element.flags; });
        if (word == words.end()) {
            return std::nullopt;
        }
        row.on_failure = policy_word(word->first);
    }
    return list;
}

WrittenList as_children(const Rule& rule, const std::vector<Element>& elements) {
    WrittenList list{.is_of_children = true, .is_released = false, .elements = {}};
    for (const Element element : elements) {
        list.elements.push_back({.state = rule.names.states[element.state], .flags = element.flags});
    }
    return list;
}

}  // namespace

RuleLists::RuleLists(const RuleVocabulary& vocabulary, Level level, bool is_released)
    : rule_(vocabulary.rule()), level_(level), is_released_(is_released), letters_(vocabulary.letters(level)) {}

WrittenList RuleLists::list(std::span<const std::uint32_t> word) const {
    WrittenList list{.is_of_children = level_ == Level::children, .is_released = is_released_, .elements = {}};
    list.elements.reserve(word.size());
    for (const std::uint32_t letter : word) {
        list.elements.push_back(letters_[letter]);
    }
    return list;
}

std::string RuleLists::letter_text(std::uint32_t letter) const { return text_of(rule_->rule(), letters_[letter]); }

std::string RuleLists::text(std::span<const std::uint32_t> word) const { return text_of(rule_->rule(), list(word)); }

TestCase RuleLists::at(std::span<const std::uint32_t> word, std::string id) const {
    TestCase made = case_of(rule_, list(word));
    made.id = id.empty() ? made.id : std::move(id);
    return made;
}

Machine RuleLists::machine() const {
    std::vector<std::uint32_t> classes;
    for (const WrittenElement& letter : letters_) {
        classes.push_back(rule_->explored().quotient().class_of(element_of(rule_->rule(), letter, is_released_)));
    }
    return restricted(rule_->machine(), classes);
}

std::vector<std::uint32_t> RuleLists::filling(std::mt19937_64& random) const {
    std::vector<std::uint32_t> letters;
    for (std::uint64_t more = 1 + below(random, 4); more > 0; --more) {
        letters.push_back(static_cast<std::uint32_t>(below(random, letters_.size())));
    }
    return letters;
}

std::string problem_of_size(const LoadedRule& rule) {
    const std::size_t size = rule->machine().size();
    return size <= told_apart_max
               ? ""
               : fmt::format(
                     "{}: its machine has {} states, and states are told apart by words up to {}: lint, review, diff "
                     "and project take the file, suites and the rest do not",
                     rule->file(), size, told_apart_max);
}

std::vector<std::shared_ptr<const RuleLists>> lists_of(const RuleVocabulary& vocabulary) {
    std::vector<std::shared_ptr<const RuleLists>> lists;
    for (const analysis::LevelFacts& facts : analysis::levels) {
        if (!vocabulary.asks(facts.level)) {
            continue;
        }
        lists.push_back(std::make_shared<RuleLists>(vocabulary, facts.level));
        // Also where the latch changes nothing: who reads it must not be led astray.
        if (facts.level == Level::operations && !vocabulary.words().empty()) {
            lists.push_back(std::make_shared<RuleLists>(vocabulary, facts.level, true));
        }
    }
    return lists;
}

Source rule_smoke_source(const RuleVocabulary& vocabulary) {
    const LoadedRule& loaded = vocabulary.rule();
    const Rule& rule = loaded->rule();
    Collected collected;
    const auto add = [&](const WrittenList& list) {
        const bool is_offered = vocabulary.offers(list);
        if (is_offered) {
            collected.add(case_of(loaded, list));
        }
        return is_offered;
    };
    for (const bool of_base : {true, false}) {
        for (const auto& list : shortest_lists(loaded->explored(), of_base)) {
            if (!list) {
                continue;  // of a dead rung
            }
            const auto rows = as_rows(rule, *list, false);
            const auto released = as_rows(rule, *list, true);
            if (!(rows && add(*rows)) && !(released && add(*released))) {
                add(as_children(rule, *list));
            }
        }
    }
    for (const rules::CaseLine& line : rule.cases) {
        add(line.list);
    }
    return collected.source("smoke", "Each rung that a list reaches is there, and the file's case lines are right.");
}

namespace {

/// In how many lists a spelling is asked, of those that show how it is read; and a policy that is absent, null or
/// unheard of, which a reader may carry over from another row.
constexpr std::size_t contexts_of_spelling = 3;
constexpr std::size_t contexts_of_no_word = 100;

/// Collects lists that show how a word is read.
class RuleTokens {
public:
    explicit RuleTokens(const RuleVocabulary& vocabulary) : vocabulary_(vocabulary), rule_(vocabulary.rule()->rule()) {}

    void add(const RuleLists& lists) {
        const Machine machine = lists.machine();
        const std::vector<Word> access = access_words(machine);
        const analysis::Separation separation = analysis::separation(machine);
        const auto letter_of = [&](const WrittenElement& wanted) {
            const auto found = std::find(lists.letters().begin(), lists.letters().end(), wanted);
            return found == lists.letters().end() ? std::nullopt
                                                  : std::optional<std::uint32_t>(found - lists.letters().begin());
        };
        // Puts `texts` where the two letters are told apart.
        const auto add_texts = [&](const WrittenElement& meant, const WrittenElement& taken_for,
                                   std::size_t contexts_max, const auto& put, const auto& texts) {
            const auto one = letter_of(meant);
            const auto other = letter_of(taken_for);
            std::size_t contexts = 0;
            for (std::uint32_t state = 0; one && other && state < machine.size() && contexts < contexts_max; ++state) {
                const std::uint32_t after = machine.step(state, *one);
                const std::uint32_t after_other = machine.step(state, *other);
                if (after == after_other) {
                    continue;
                }
                ++contexts;
                Word word = access[state];
                word.push_back(*one);
                const std::size_t place = word.size() - 1;
                const Word& ending =
                    separation
                        .words[separation.word_of_pair[std::max(after, after_other)][std::min(after, after_other)]];
                word.insert(word.end(), ending.begin(), ending.end());
                for (const auto& text : texts) {
                    WrittenList list = std::get<RuleRollout>(lists.at(word).input).list;
                    put(list.elements[place], text);
                    if (vocabulary_.offers(list)) {
                        collected_.add(case_of(vocabulary_.rule(), std::move(list)));
                    }
                }
            }
        };
        add_states(add_texts);
        if (lists.level() == Level::operations) {
            add_policies(add_texts);
        }
    }

    Source source() const { return collected_.source("tokens", "Every spelling of a word is read as it should be."); }

private:
    void add_states(const auto& add_texts) const {
        const std::string unlisted = unlisted_state(rule_);
        for (const std::string& state : rule_.names.states) {
            add_texts(
                WrittenElement{.state = state}, WrittenElement{.state = unlisted}, contexts_of_spelling,
                [](WrittenElement& element, const std::string& text) { element.state = text; }, spellings(state));
        }
    }

    void add_policies(const auto& add_texts) const {
        const PolicyWord unlisted = policy_word(unlisted_word(rule_));
        const std::vector<PolicyWord> no_words{absent_policy, null_policy, unlisted};
        const auto put = [](WrittenElement& element, const PolicyWord& word) { element.on_failure = word; };
        for (const std::string& word : rule_.policy_words()) {
            std::vector<PolicyWord> words;
            for (const std::string& text : spellings(word)) {
                words.push_back(policy_word(text));
            }
            for (const std::string_view text : other_policy_words) {
                words.push_back(policy_word(text));
            }
            for (const PolicyFacts& built_in : policies) {
                words.push_back(policy_word(built_in.word));
            }
            for (const std::string& state : rule_.names.states) {
                const WrittenElement meant{.state = state, .on_failure = policy_word(word)};
                const WrittenElement taken_for{.state = state, .on_failure = unlisted};
                add_texts(meant, taken_for, contexts_of_no_word, put, no_words);
                add_texts(meant, taken_for, contexts_of_spelling, put, words);
            }
        }
    }

    const RuleVocabulary& vocabulary_;
    const Rule& rule_;
    Collected collected_;
};

}  // namespace

Source rule_token_source(const RuleVocabulary& vocabulary) {
    RuleTokens tokens(vocabulary);
    for (const auto& lists : lists_of(vocabulary)) {
        tokens.add(*lists);
    }
    return tokens.source();
}

namespace {

/// A list of one letter, but for another one at one place.
struct LongList {
    std::shared_ptr<const RuleLists> lists;
    std::uint32_t filling;
    std::uint32_t decider;
    std::size_t length;
    std::size_t place;

    TestCase test_case() const {
        Word word(length, filling);
        word[place] = decider;
        std::string id = lists->level() == Level::children ? "children:" : "";
        id += lists->is_released() ? " released:" : "";
        const auto add = [&](std::uint32_t letter, std::size_t count) {
            id += count == 0 ? ""
                             : fmt::format("{}{}{}", id.empty() ? "" : " ", lists->letter_text(letter),
                                           count > 1 ? fmt::format("(x{})", count) : "");
        };
        add(filling, place);
        add(decider, 1);
        add(filling, length - place - 1);
        return lists->at(word, std::move(id));
    }
};

/// A filling and a decider, each a letter.
using FilledPair = std::pair<std::uint32_t, std::uint32_t>;

/// Returns the state after many of that letter: after as many as there are states, more are no news.
std::uint32_t filled(const Machine& machine, std::uint32_t letter) {
    return machine.after(0, Word(machine.size(), letter));
}

/// Returns one pair for each two answers, of the filling alone and with the decider. A few.
std::vector<FilledPair> deciding_pairs(const Machine& machine) {
    constexpr std::size_t pairs_max = 8;
    std::vector<FilledPair> pairs;
    std::set<std::pair<std::uint32_t, std::uint32_t>> answers;
    for (std::uint32_t filling = 0; filling < machine.letter_count; ++filling) {
        const std::uint32_t full = filled(machine, filling);
        for (std::uint32_t decider = 0; decider < machine.letter_count && pairs.size() < pairs_max; ++decider) {
            const std::uint32_t alone = machine.outputs[full];
            const std::uint32_t decided = machine.outputs[machine.step(full, decider)];
            if (alone != decided && answers.emplace(alone, decided).second) {
                pairs.push_back({filling, decider});
            }
        }
    }
    return pairs;
}

/// Returns for each class of letters one pair that is answered otherwise without its filling: who counts the filling in
/// too few bits takes it for none. A few.
std::vector<FilledPair> counted_pairs(const Machine& machine) {
    constexpr std::size_t pairs_max = 24;
    std::vector<FilledPair> pairs;
    for (const std::uint32_t filling : letter_classes(machine).first_letter) {
        const std::uint32_t full = filled(machine, filling);
        for (std::uint32_t decider = 0; decider < machine.letter_count && pairs.size() < pairs_max; ++decider) {
            if (machine.outputs[machine.step(full, decider)] != machine.outputs[machine.step(0, decider)]) {
                pairs.push_back({filling, decider});
                break;
            }
        }
    }
    return pairs;
}

}  // namespace

Source rule_size_source(const RuleVocabulary& vocabulary, std::size_t length) {
    constexpr std::size_t all_pairs_max = 4'200;  // above it only the first pair is asked
    std::vector<LongList> made;
    for (const auto& lists : lists_of(vocabulary)) {
        const Machine machine = lists->machine();
        const std::vector<FilledPair> pairs = deciding_pairs(machine);
        for (const std::size_t size : lengths_around_powers(length)) {
            const std::size_t asked = size <= all_pairs_max ? pairs.size() : std::min<std::size_t>(pairs.size(), 1);
            for (std::size_t pair = 0; pair < asked; ++pair) {
                for (const std::size_t place : std::set<std::size_t>{0, size / 2, size - 1}) {
                    made.push_back({lists, pairs[pair].first, pairs[pair].second, size, place});
                }
            }
        }
        for (const std::size_t count : {256U, 65'536U}) {
            for (const auto& [filling, decider] : counted_pairs(machine)) {
                if (count < length) {
                    made.push_back({lists, filling, decider, count + 1, count});
                }
            }
        }
    }
    std::stable_sort(made.begin(), made.end(),
                     [](const LongList& one, const LongList& other) { return one.length < other.length; });
    const auto kept = std::make_shared<const std::vector<LongList>>(std::move(made));
    return {.name = "sizes",
            .adds = fmt::format("Right on long lists, at and around powers of 2 and of 10 up to {} elements.", length),
            .size = kept->size(),
            .at = [=](std::uint64_t number) { return (*kept)[number].test_case(); }};
}

}  // namespace rollout::oracle
