#include "follower.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace rollout::trace {
namespace {

/// Situations by their bytes, each with the properties that every run has broken that leads there.
using Situations = std::map<std::string, model::Properties>;

}  // namespace

std::uint32_t usually_missing() {
    std::uint32_t missing = 0;
    for (const KindFacts& kind : kinds) {
        missing |= kind.may_be_missing ? 1U << static_cast<unsigned>(kind.kind) : 0U;
    }
    return missing;
}

struct Follower::Sets {
    std::vector<Situations> sets;
    std::map<Situations, Number> numbers;
    std::map<std::pair<Number, std::uint64_t>, std::optional<Number>> known;

    Number number(Situations set) {
        const auto [found, is_new] = numbers.emplace(set, static_cast<Number>(sets.size()));
        if (is_new) {
            sets.push_back(std::move(set));
        }
        return found->second;
    }
};

namespace {

std::string bytes_of(const model::Situation& situation, std::size_t operations) {
    std::string bytes(model::bytes_of(operations), '\0');
    encode(situation, operations, reinterpret_cast<std::uint8_t*>(bytes.data()));
    return bytes;
}

model::Situation situation_of(const std::string& bytes, std::size_t operations) {
    return model::decode(reinterpret_cast<const std::uint8_t*>(bytes.data()), operations);
}

/// Takes steps of a protocol from all the situations of a set. Throws TooManySituations.
class Walk {
public:
    Walk(const model::Protocol& protocol, std::size_t situations_max)
        : protocol_(protocol), situations_max_(situations_max) {}

    /// Adds to `to` where the steps lead that `is_taken` says.
    template <class IsTaken>
    void take(const Situations& from, Situations& to, IsTaken is_taken) {
        for (const auto& [bytes, broken] : from) {
            step_from(bytes, broken, to, is_taken, [](const std::string&) {});
        }
    }

    /// Adds every situation that steps lead to which a log may be silent about.
    void close(std::uint32_t may_be_missing, Situations& set) {
        std::vector<std::string> open;
        for (const auto& [bytes, broken] : set) {
            open.push_back(bytes);
        }
        const auto is_silent = [&](const std::optional<Event>& told) {
            return !told || (may_be_missing >> static_cast<unsigned>(told->kind) & 1U) != 0;
        };
        while (!open.empty()) {
            const std::string bytes = std::move(open.back());
            open.pop_back();
            step_from(bytes, set.at(bytes), set, is_silent, [&](const std::string& next) { open.push_back(next); });
        }
    }

private:
    /// Adds to `to` where the steps from one situation lead; `is_news` is told of those that are new, or where fewer
    /// properties are broken than was known.
    template <class IsTaken, class IsNews>
    void step_from(const std::string& bytes, model::Properties broken, Situations& to, IsTaken is_taken,
                   IsNews is_news) {
        const model::Situation situation = situation_of(bytes, protocol_.operations());
        steps_from(protocol_, situation, steps_);
        for (const model::Step& step : steps_) {
            if (is_taken(told_of(protocol_, situation, step))) {
                model::Properties also = broken;
                also.add(step.broken);
                std::string next = bytes_of(step.next, protocol_.operations());
                if (add(to, next, also)) {
                    is_news(next);
                }
            }
        }
    }

    bool add(Situations& set, const std::string& bytes, model::Properties broken) const {
        const auto [found, is_new] = set.emplace(bytes, broken);
        if (is_new) {
            if (set.size() > situations_max_) {
                throw TooManySituations(fmt::format("more than {} situations are possible", situations_max_));
            }
            return true;
        }
        const model::Properties before = found->second;
        found->second.keep(broken);
        return !(found->second == before);
    }

    const model::Protocol& protocol_;
    std::size_t situations_max_;
    std::vector<model::Step> steps_;
};

std::uint64_t key_of(const Event& event) {
    return static_cast<std::uint64_t>(event.kind) | static_cast<std::uint64_t>(event.operation) << 8 |
           static_cast<std::uint64_t>(event.state) << 16 | static_cast<std::uint64_t>(event.completed_at) << 24 |
           static_cast<std::uint64_t>(event.error_of) << 32;
}

}  // namespace

Follower::Follower(model::Protocol protocol, model::Situation initial, Gaps gaps, std::size_t situations_max)
    : protocol_(std::move(protocol)), gaps_(gaps), situations_max_(situations_max), sets_(std::make_unique<Sets>()) {
    initial.faults_left = gaps_.faults;
    sets_->number({{bytes_of(initial, protocol_.operations()), {}}});
}
Follower::~Follower() = default;
Follower::Follower(Follower&&) noexcept = default;

std::optional<Follower::Number> Follower::follow(Number from, const Event& event) {
    const std::pair key(from, key_of(event));
    const auto known = sets_->known.find(key);
    if (known != sets_->known.end()) {
        return known->second;
    }
    Walk walk(protocol_, situations_max_);
    Situations before = sets_->sets[from];
    walk.close(gaps_.may_be_missing, before);
    for (unsigned gap = 0; gap < gaps_.steps; ++gap) {
        const Situations now = before;
        walk.take(now, before, [](const auto& told) { return told.has_value(); });
        walk.close(gaps_.may_be_missing, before);
    }
    Situations after;
    walk.take(before, after, [&](const auto& told) { return told && is(event, *told); });
    const auto found = after.empty() ? std::nullopt : std::optional(sets_->number(std::move(after)));
    sets_->known.emplace(key, found);
    return found;
}

model::Situation Follower::example(Number of) const {
    // The fewest faults, then the most processes that are at work.
    const auto rank = [](const model::Situation& situation) {
        return std::pair(situation.faults_left,
                         std::count_if(situation.processes.begin(), situation.processes.end(),
                                       [](const auto& process) { return process.next != model::Next::nothing; }));
    };
    std::optional<model::Situation> best;
    for (const auto& [bytes, broken] : sets_->sets[of]) {
        const model::Situation situation = situation_of(bytes, protocol_.operations());
        if (!best || rank(situation) > rank(*best)) {
            best = situation;
        }
    }
    return *best;
}

std::size_t Follower::size(Number of) const { return sets_->sets[of].size(); }

model::Properties Follower::broken(Number of) const {
    const Situations& set = sets_->sets[of];
    model::Properties broken = set.begin()->second;
    for (const auto& [bytes, of_it] : set) {
        broken.keep(of_it);
    }
    return broken;
}

}  // namespace rollout::trace
