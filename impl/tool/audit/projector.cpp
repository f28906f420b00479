#include "projector.hpp"

#include <rollout/parse.hpp>

#include "agreed_decision.hpp"

namespace rollout::audit {

rules::Decision Projector::decide(std::span<const Row> rows, Latch latch) const {
    const rules::Rule& rule = edition_.file()->rule();
    std::vector<rules::Element> elements;
    for (const Row& row : rows) {
        elements.push_back({rule.state(row.state),
                            row.on_failure ? rule.flags(*row.on_failure, latch == Latch::released) : std::uint16_t{0}});
    }
    return rules::decide(rule, elements);
}

std::string_view Projector::state(std::span<const Row> rows, Latch latch) const {
    if (edition_.file()) {
        return edition_.file()->rule().names.states[decide(rows, latch).state];
    }
    return token(rollout::project(edition_.built_in(), rows, latch));
}

std::string Projector::clause(std::span<const Row> rows, Latch latch) const {
    if (edition_.file()) {
        return rules::deciding_rung(edition_.file()->rule(), decide(rows, latch)).id;
    }
    return std::string(reference::id(oracle::agreed_decision(edition_.built_in(), rows, latch).clause));
}

std::optional<std::string_view> Projector::named(std::string_view word) const {
    if (edition_.file()) {
        const rules::Names& names = edition_.file()->rule().names;
        const auto state = names.state(word);
        return state ? std::optional<std::string_view>(names.states[*state]) : std::nullopt;
    }
    const State state = parse_state(edition_.built_in(), word);
    return state == State::unrecognized ? std::nullopt : std::optional(token(state));
}

std::vector<std::string_view> Projector::states() const {
    std::vector<std::string_view> known;
    if (edition_.file()) {
        const rules::Names& names = edition_.file()->rule().names;
        known.assign(names.states.begin(), names.states.end());
        return known;
    }
    for (const StateFacts& facts : rollout::states) {
        if (facts.state != State::unrecognized && recognizes(edition_.built_in(), facts.state)) {
            known.push_back(facts.token);
        }
    }
    return known;
}

std::vector<std::string> Projector::policies() const {
    if (edition_.file()) {
        std::vector<std::string> words = edition_.file()->rule().policy_words();
        words.emplace_back();
        return words;
    }
    return {"halt", "continue", "pause"};
}

}  // namespace rollout::audit
