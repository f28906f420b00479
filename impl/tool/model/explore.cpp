#include "explore.hpp"

#include <absl/container/flat_hash_set.h>

#include <algorithm>
#include <cstring>

#include <rollout/predicates.hpp>

namespace rollout::model {
namespace {

using Index = std::uint32_t;
constexpr Index nowhere = ~Index{0};

/// Situations by number, each stored once, in the order in which they were found.
class Store {
public:
    Store(std::size_t operations, std::size_t memory_bytes_max)
        : operations_(operations),
          stride_(bytes_of(operations)),
          memory_bytes_max_(memory_bytes_max),
          numbers_(0, Hash{this}, Equal{this}) {}

    std::size_t size() const { return before_.size(); }
    Situation situation(Index index) const { return decode(at(index), operations_); }
    Index before(Index index) const { return before_[index]; }

    /// Adds a situation if it is new. Returns its number.
    Index add(const Situation& situation, Index before, std::size_t others_bytes = 0) {
        const Index candidate = static_cast<Index>(size());
        bytes_.resize(bytes_.size() + stride_);
        encode(situation, operations_, bytes_.data() + std::size_t{candidate} * stride_);
        const auto inserted = numbers_.insert(candidate);
        if (!inserted.second) {
            bytes_.resize(bytes_.size() - stride_);
            return *inserted.first;
        }
        before_.push_back(before);
        if ((candidate & 0xFFF) == 0) {
            bound_memory(others_bytes);
        }
        return candidate;
    }

private:
    struct Hash {
        const Store* store;
        std::size_t operator()(Index index) const {
            return absl::HashOf(std::string_view(reinterpret_cast<const char*>(store->at(index)), store->stride_));
        }
    };
    struct Equal {
        const Store* store;
        bool operator()(Index left, Index right) const {
            return std::memcmp(store->at(left), store->at(right), store->stride_) == 0;
        }
    };

    const std::uint8_t* at(Index index) const { return bytes_.data() + std::size_t{index} * stride_; }

    void bound_memory(std::size_t others_bytes) const {
        // A vector or table that grows is there twice for a moment.
        const std::size_t bytes = bytes_.capacity() + before_.capacity() * sizeof(Index) +
                                  numbers_.capacity() * (sizeof(Index) + 1) + others_bytes;
        if (bytes > memory_bytes_max_ / 2 || size() > nowhere / 2) {
            throw MemoryExhausted("more than " + std::to_string(size()) + " situations, which take " +
                                  std::to_string(bytes >> 20) + " MiB and may soon take twice as much");
        }
    }

    std::size_t operations_;
    std::size_t stride_;
    std::size_t memory_bytes_max_;
    std::vector<std::uint8_t> bytes_;
    std::vector<Index> before_;
    absl::flat_hash_set<Index, Hash, Equal> numbers_;
};

bool meets(Goal goal, const Protocol& protocol, const Situation& situation) {
    switch (goal) {
        case Goal::parent_is_terminal:
            return terminal(situation.parent.state);
        case Goal::no_stop_is_pending:
            return !situation.stop_is_pending;
        case Goal::everything_completed:
            break;
    }
    bool completed = situation.parent.state == State::completed;
    for (std::size_t i = 0; i < protocol.operations(); ++i) {
        completed = completed && situation.rows[i].state == State::completed && situation.rows[i].ran;
    }
    return completed;
}

/// Returns whether a step may be counted on: those of machinery, and a release, which the parent says it waits for.
bool may_be_counted_on(const Step& step) {
    return step.actor == Actor::machinery || step.deed == std::string_view("releases the pause");
}

std::string_view missed(Goal goal) {
    switch (goal) {
        case Goal::parent_is_terminal:
            return "from here on no step of the machinery leads to a terminal parent";
        case Goal::no_stop_is_pending:
            return "from here on no step of the machinery completes the stop request";
        case Goal::everything_completed:
            break;
    }
    return "from here on no step leads to a completed parent whose operations have all run";
}

class Explorer {
public:
    explicit Explorer(const Exploration& exploration)
        : exploration_(exploration),
          protocol_(exploration.protocol),
          store_(protocol_.operations(), exploration.memory_bytes_max) {}

    Explored run() {
        for (Situation situation : exploration_.initial.empty() ? std::vector{Situation{}} : exploration_.initial) {
            situation.faults_left = protocol_.actors.faults;
            store_.add(situation, nowhere);
        }
        for (Index index = 0; index < store_.size(); ++index) {
            expand(index);
            if (index % 0x4000 == 0x3FFF) {
                exploration_.progress(0x4000);
            }
        }
        exploration_.progress(store_.size() % 0x4000);
        answer_.situations = store_.size();
        for (const auto& goal : exploration_.goals) {
            look_for_wedges(goal.first, goal.second);
        }
        return std::move(answer_);
    }

private:
    const Exploration& exploration_;
    const Protocol& protocol_;
    Store store_;
    Explored answer_;
    Properties broken_;
    std::vector<Step> steps_;
    std::vector<Index> reached_;            // if there are goals: by every step that may be counted on
    std::vector<std::size_t> reached_end_;  // by situation: where its part of `reached_` ends

    void expand(Index index) {
        const Situation situation = store_.situation(index);
        steps_from(protocol_, situation, steps_);
        answer_.steps += steps_.size();
        note(broken_if_quiet(protocol_, situation, steps_), index, nullptr);
        for (const Step& step : steps_) {
            note(step.broken, index, &step);
            const Index reached = store_.add(step.next, index, reached_.capacity() * sizeof(Index));
            if (!exploration_.goals.empty() && may_be_counted_on(step)) {
                reached_.push_back(reached);
            }
        }
        reached_end_.push_back(reached_.size());
    }

    /// Tells how each property was broken that was not before: by a last step, or by being quiet.
    void note(const Properties& broken, Index index, const Step* last) {
        if (broken.empty()) {
            return;
        }
        for (const Property property : exploration_.asked) {
            if (broken.contains(property) && !broken_.contains(property)) {
                broken_.add(property);
                const std::string end = last != nullptr ? "" : what_is_quiet(store_.situation(index));
                answer_.traces.push_back(trace_to(property, index, last, end));
            }
        }
    }

    std::string what_is_quiet(const Situation& situation) const {
        return "nothing is at work and nothing can be claimed; the rows project " +
               std::string(token(projection(protocol_, situation)));
    }

    Trace trace_to(Property property, Index index, const Step* last, const std::string& end) {
        Trace trace{.property = property, .end = end};
        if (last != nullptr) {
            trace.steps.push_back(*last);
        }
        std::vector<Step> steps;
        for (Index at = index; store_.before(at) != nowhere; at = store_.before(at)) {
            const Situation reached = store_.situation(at);
            steps_from(protocol_, store_.situation(store_.before(at)), steps);
            trace.steps.push_back(
                *std::find_if(steps.begin(), steps.end(), [&](const Step& step) { return step.next == reached; }));
            index = store_.before(at);
        }
        trace.initial = store_.situation(index);
        std::reverse(trace.steps.begin(), trace.steps.end());
        return trace;
    }

    /// Finds the situations from which the goal can be reached, going backwards until nothing is added, and tells how
    /// the first other one is reached.
    void look_for_wedges(Property property, Goal goal) {
        std::vector<bool> reaches(store_.size());
        std::vector<Index> others;  // the last found first, for steps lead mostly to what was found later
        for (Index index = static_cast<Index>(store_.size()); index-- > 0;) {
            reaches[index] = meets(goal, protocol_, store_.situation(index));
            if (!reaches[index]) {
                others.push_back(index);
            }
        }
        for (std::size_t before = others.size() + 1; before != others.size();) {
            before = others.size();
            std::erase_if(others, [&](Index index) {
                const auto begin =
                    reached_.begin() + static_cast<std::ptrdiff_t>(index == 0 ? 0 : reached_end_[index - 1]);
                const auto end = reached_.begin() + static_cast<std::ptrdiff_t>(reached_end_[index]);
                reaches[index] = std::any_of(begin, end, [&](Index next) { return static_cast<bool>(reaches[next]); });
                return static_cast<bool>(reaches[index]);
            });
        }
        if (!others.empty()) {
            answer_.traces.push_back(trace_to(property, others.back(), nullptr, std::string(missed(goal))));
            go_on(answer_.traces.back(), store_.situation(others.back()));
        }
    }

    /// Follows the first step that there is, until there is none or it leads to where the walk was before.
    void go_on(Trace& trace, const Situation& from) const {
        std::vector<Situation> been{from};
        std::vector<Step> steps;
        for (;;) {
            steps_from(protocol_, been.back(), steps);
            const auto next = std::find_if(steps.begin(), steps.end(), may_be_counted_on);
            trace.is_stuck = next == steps.end();
            if (trace.is_stuck) {
                return;
            }
            trace.goes_on.push_back(*next);
            if (std::find(been.begin(), been.end(), next->next) != been.end()) {
                return;
            }
            been.push_back(next->next);
        }
    }
};

}  // namespace

Explored explore(const Exploration& exploration) { return Explorer(exploration).run(); }

}  // namespace rollout::model
