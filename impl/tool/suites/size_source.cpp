#include "size_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <set>

#include <rollout/project.hpp>

namespace rollout::oracle {
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

/// Returns the lengths around powers of 2 and of 10, up to `max`.
std::set<std::size_t> lengths(std::size_t max) {
    std::set<std::size_t> sizes;
    for (const std::size_t base : {2U, 10U}) {
        for (std::size_t power = base; power <= max; power *= base) {
            sizes.insert({power - 1, power, power + 1});
        }
    }
    sizes.erase(sizes.upper_bound(max), sizes.end());
    return sizes;
}

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
        for (const std::size_t length : lengths(length_)) {
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
        for (const std::size_t length : lengths(std::min(length_, short_max))) {
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
