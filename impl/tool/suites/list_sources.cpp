#include "list_sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <random>
#include <set>
#include <type_traits>

#include <rollout/project.hpp>

namespace rollout::oracle {

namespace {

using analysis::Alphabet;
using analysis::Level;
using analysis::Machine;
using analysis::Word;

}  // namespace

ListCases::ListCases(Alphabet alphabet) : alphabet_(std::move(alphabet)) {
    for (const analysis::Letter letter : alphabet_.letters) {
        if (alphabet_.level == Level::operations) {
            rows_.push_back(written(letter.operation()));
        } else {
            children_.push_back(written(letter.child()));
        }
    }
}

Rollout ListCases::rollout(std::span<const std::uint32_t> word) const {
    const auto listed = [&](const auto& letters) {
        std::decay_t<decltype(letters)> list;
        list.reserve(word.size());
        for (const std::uint32_t letter : word) {
            list.push_back(letters[letter]);
        }
        return list;
    };
    if (alphabet_.level == Level::operations) {
        return {listed(rows_), alphabet_.latch};
    }
    return {listed(children_), alphabet_.latch};
}

std::string ListCases::letter_text(std::uint32_t letter) const { return alphabet_.text(alphabet_.letters[letter]); }

std::string ListCases::text(std::span<const std::uint32_t> word) const { return alphabet_.text(word); }

TestCase ListCases::at(std::span<const std::uint32_t> word, std::string id) const {
    if (id.empty()) {
        id = (alphabet_.level == Level::children ? "children: " : "") + alphabet_.text(word);
    }
    return {std::move(id), rollout(word), std::string(token(alphabet_.project(word)))};
}

Machine ListCases::machine() const { return analysis::minimal_machine(alphabet_); }

std::vector<std::string> ListCases::answers() const {
    std::vector<std::string> tokens;
    for (const StateFacts& facts : states) {
        tokens.emplace_back(facts.token);
    }
    return tokens;
}

std::vector<std::uint32_t> ListCases::filling(std::mt19937_64& random) const {
    const auto any_letter = [&] { return static_cast<std::uint32_t>(below(random, alphabet_.letters.size())); };
    const auto letter_of = [&](auto wanted) {
        std::uint32_t letter = any_letter();
        for (int tries = 0; tries < 100 && !wanted(alphabet_.letters[letter]); ++tries) {
            letter = any_letter();
        }
        return letter;
    };
    const auto may_go_on = [&](analysis::Letter letter) {
        return letter.state == State::failed &&
               (alphabet_.level == Level::operations ? letter.operation().on_failure == Policy::continue_
                                                     : letter.child().continue_on_failure);
    };
    const auto is_over = [](analysis::Letter letter) {
        constexpr std::array over{State::completed, State::cancelled, State::reverted, State::stopped};
        return std::find(over.begin(), over.end(), letter.state) != over.end();
    };
    std::vector<std::uint32_t> filling{letter_of(is_over)};
    if (below(random, 4) != 0) {
        filling.push_back(letter_of(may_go_on));
    }
    for (std::uint64_t more = below(random, 3); more > 0; --more) {
        filling.push_back(below(random, 2) == 0 ? letter_of(is_over) : any_letter());
    }
    return filling;
}

std::vector<std::shared_ptr<const ListCases>> lists_of(Edition edition, const Vocabulary& vocabulary) {
    std::vector<std::shared_ptr<const ListCases>> lists;
    for (const analysis::LevelFacts& facts : analysis::levels) {
        for (const Latch latch : latches) {
            if (vocabulary.offers(facts.level) && (facts.level == Level::operations || latch == Latch::unreleased)) {
                lists.push_back(std::make_shared<ListCases>(
                    vocabulary.part_of(analysis::whole_alphabet(edition, facts.level, latch))));
            }
        }
    }
    return lists;
}

std::variant<Source, std::string> complete_source(Edition edition, Level level, Latch latch,
                                                  const Vocabulary& vocabulary, unsigned extra_states,
                                                  analysis::Method method) {
    return complete_source(
        std::make_shared<ListCases>(vocabulary.part_of(analysis::whole_alphabet(edition, level, latch))), extra_states,
        method);
}

Source random_source(Edition edition, Level level, const Vocabulary& vocabulary, std::uint64_t seed, std::uint64_t size,
                     std::size_t elements_max) {
    const auto by_latch = lists_of(edition, vocabulary.of_level(level));
    return random_source({by_latch.begin(), by_latch.end()}, seed, size, elements_max);
}

namespace {

using analysis::Letter;
using analysis::Level;

/// So many of one element.
struct Run {
    std::size_t count;
    Letter letter;

    bool operator==(const Run& other) const {
        return count == other.count && letter.state == other.letter.state && letter.number == other.letter.number;
    }
};

struct Runs {
    Level level;
    std::vector<Run> runs;

    std::size_t length() const {
        return std::accumulate(runs.begin(), runs.end(), std::size_t{0},
                               [](std::size_t sum, const Run& run) { return sum + run.count; });
    }
};

Letter row(State state, Policy policy = policy_default) { return {state, static_cast<std::uint8_t>(policy)}; }
Letter child(State state, std::uint8_t flags = 0) { return {state, flags}; }

constexpr std::size_t short_max = 4'200;  // above it not every kind of list is asked at every length

/// Which lists are asked of one level.
class Sizes {
public:
    Sizes(Edition edition, const Vocabulary& vocabulary, std::size_t length)
        : edition_(edition), vocabulary_(vocabulary), length_(length) {}

    void add_rows() {
        const Letter completed = row(State::completed);
        const Letter running = row(State::running);
        const Letter may_continue = row(State::failed, Policy::continue_);
        const Letter may_pause = row(State::failed, Policy::pause);
        const Letter pending = row(State::pending);
        for (const std::size_t length : lengths_around_powers(length_)) {
            const bool is_chosen =
                length <= short_max || length == 32'769 || length == 65'537 || length == longest_list;
            add(Level::operations, {{length - 1, completed}, {1, running}});
            if (is_chosen) {
                add(Level::operations, {{length / 2, completed}, {1, running}, {length - length / 2 - 1, completed}});
                add(Level::operations, {{length - 1, may_continue}, {1, pending}});
            }
            if (is_chosen && edition_ >= Edition::pause) {
                add(Level::operations, {{1, may_pause}, {length - 2, completed}, {1, pending}});
                add(Level::operations, {{1, pending}, {length - 2, completed}, {1, may_pause}});
                add(Level::operations, {{length - 2, completed}, {1, may_pause}, {1, pending}});
            }
        }
        for (const std::size_t count : {256U, 65'536U}) {
            for (const StateFacts& facts : states) {
                const bool is_live = facts.state == State::pending || facts.state == State::running;
                if (count == 256 || is_live) {
                    add(Level::operations, {{1, may_continue}, {count, row(facts.state)}});
                }
                if (count == 256 || is_live || facts.state == State::failed || facts.state == State::stopped) {
                    add(Level::operations, {{1, completed}, {count, row(facts.state)}});
                }
            }
        }
    }

    void add_children() {
        for (const std::size_t length : lengths_around_powers(std::min(length_, short_max))) {
            add(Level::children, {{length - 1, child(State::completed)}, {1, child(State::running)}});
            add(Level::children, {{length - 1, child(State::failed, 1)}, {1, child(State::pending)}});
            if (edition_ >= Edition::pause) {
                add(Level::children,
                    {{1, child(State::failed, 2)}, {length - 2, child(State::completed)}, {1, child(State::pending)}});
            }
        }
    }

    /// Returns the lists, shorter ones first.
    std::vector<Runs> take() {
        std::stable_sort(lists_.begin(), lists_.end(),
                         [](const Runs& one, const Runs& other) { return one.length() < other.length(); });
        return std::move(lists_);
    }

private:
    void add(Level level, std::vector<Run> runs) {
        std::size_t length = 0;
        for (const Run& run : runs) {
            if (run.count > length_) {  // less than none, too
                return;
            }
            length += run.count;
            if (!vocabulary_.offers(level, run.letter)) {
                return;
            }
        }
        if (length <= length_) {
            std::erase_if(runs, [](const Run& run) { return run.count == 0; });
            const bool is_there = std::any_of(lists_.begin(), lists_.end(), [&](const Runs& other) {
                return other.level == level && other.runs == runs;
            });
            if (!is_there) {
                lists_.push_back({level, std::move(runs)});
            }
        }
    }

    Edition edition_;
    const Vocabulary& vocabulary_;
    std::size_t length_;
    std::vector<Runs> lists_;
};

/// Returns the case that asks for the runs. Its ID counts them: `completed(x255) running`. Its answer is the library's,
/// which the reference would need longer for.
TestCase case_of_runs(Edition edition, const Runs& list) {
    const analysis::Alphabet alphabet{edition, list.level, Latch::unreleased, {}};
    std::string id = list.level == Level::children ? "children:" : "";
    std::vector<WrittenRow> rows;
    std::vector<WrittenChild> children;
    std::vector<Child> projected;
    for (const auto& [count, letter] : list.runs) {
        id += fmt::format("{}{}{}", id.empty() ? "" : " ", alphabet.text(letter),
                          count > 1 ? fmt::format("(x{})", count) : "");
        projected.insert(projected.end(), count, alphabet.child(letter));
        if (list.level == Level::children) {
            children.insert(children.end(), count, written(letter.child()));
        } else {
            rows.insert(rows.end(), count, written(letter.operation()));
        }
    }
    std::string expected(token(rollout::project(edition, std::span<const Child>(projected))));
    Rollout rollout = list.level == Level::children ? Rollout{std::move(children)} : Rollout{std::move(rows)};
    return {std::move(id), std::move(rollout), std::move(expected)};
}

}  // namespace

Source size_source(Edition edition, const Vocabulary& vocabulary, std::size_t length) {
    Sizes sizes(edition, vocabulary, length);
    sizes.add_rows();
    sizes.add_children();
    const auto lists = std::make_shared<const std::vector<Runs>>(sizes.take());
    return {.name = "sizes",
            .adds = fmt::format("Right on long lists, at and around powers of 2 and of 10 up to {} elements.", length),
            .size = lists->size(),
            .at = [=](std::uint64_t number) { return case_of_runs(edition, (*lists)[number]); }};
}

}  // namespace rollout::oracle
