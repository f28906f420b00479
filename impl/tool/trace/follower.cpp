#include "follower.hpp"

#include <algorithm>
#include <string>

namespace rollout::trace {
namespace {

/// A situation by its bytes, and which properties every run has broken that leads there.
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
    std::map<std::pair<Number, std::uint32_t>, std::optional<Number>> known;

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

/// Adds a situation. Returns whether that is news: it is new, or fewer properties are broken there than was known.
bool add(Situations& set, std::string bytes, model::Properties broken) {
    const auto [found, is_new] = set.emplace(std::move(bytes), broken);
    if (is_new) {
        if (set.size() > situations_max) {
            throw TooManySituations("more than " + std::to_string(situations_max) + " situations are possible");
        }
        return true;
    }
    const model::Properties before = found->second;
    found->second.keep(broken);
    return !(found->second == before);
}

/// Goes on from a set of situations. `is_taken` says which steps; where they lead is added to `to`.
template <class IsTaken>
void take(const model::Protocol& protocol, const Situations& from, Situations& to, IsTaken is_taken) {
    std::vector<model::Step> steps;
    for (const auto& [bytes, broken] : from) {
        const model::Situation situation = situation_of(bytes, protocol.operations());
        steps_from(protocol, situation, steps);
        for (const model::Step& step : steps) {
            if (is_taken(told_of(protocol, situation, step))) {
                model::Properties also = broken;
                also.add(step.broken);
                add(to, bytes_of(step.next, protocol.operations()), also);
            }
        }
    }
}

/// Adds every situation that steps lead to which a log may be silent about.
void close(const model::Protocol& protocol, std::uint32_t may_be_missing, Situations& set) {
    std::vector<std::string> open;
    for (const auto& [bytes, broken] : set) {
        open.push_back(bytes);
    }
    std::vector<model::Step> steps;
    while (!open.empty()) {
        const std::string bytes = std::move(open.back());
        open.pop_back();
        const model::Properties broken = set.at(bytes);
        const model::Situation situation = situation_of(bytes, protocol.operations());
        steps_from(protocol, situation, steps);
        for (const model::Step& step : steps) {
            const auto event = told_of(protocol, situation, step);
            if (event && (may_be_missing >> static_cast<unsigned>(event->kind) & 1U) == 0) {
                continue;
            }
            model::Properties also = broken;
            also.add(step.broken);
            std::string next = bytes_of(step.next, protocol.operations());
            if (add(set, next, also)) {
                open.push_back(std::move(next));
            }
        }
    }
}

std::uint32_t key_of(const Event& event) {
    return static_cast<std::uint32_t>(event.kind) | static_cast<std::uint32_t>(event.operation) << 8 |
           static_cast<std::uint32_t>(event.state) << 16;
}

}  // namespace

Follower::Follower(model::Protocol protocol, model::Situation initial, Gaps gaps)
    : protocol_(std::move(protocol)), gaps_(gaps), sets_(std::make_unique<Sets>()) {
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
    Situations before = sets_->sets[from];
    close(protocol_, gaps_.may_be_missing, before);
    for (unsigned gap = 0; gap < gaps_.steps; ++gap) {
        const Situations now = before;
        take(protocol_, now, before, [](const auto& told) { return told.has_value(); });
        close(protocol_, gaps_.may_be_missing, before);
    }
    Situations after;
    take(protocol_, before, after, [&](const auto& told) { return told && is(event, *told); });
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
