#include "surface_source.hpp"

#include <fmt/format.h>

#include <array>

#include "dice.hpp"

namespace rollout::oracle {
namespace {

/// Returns the space of lists of that many rows in these states, their policies absent.
Space lists_of(std::size_t length, const std::vector<State>& states) {
    Question start;
    start.decision = Decision::target;
    start.rows.assign(length, {.state = {}, .on_failure = absent_policy});
    std::vector<Axis> axes;
    for (std::size_t row = 0; row < length; ++row) {
        axes.push_back({values_of(states), [row](Question& question, std::size_t value) {
                            question.rows[row].state = token(State(value));
                        }});
    }
    return {std::move(start), std::move(axes)};
}

Question random_target(const Words& words, Dice dice) {
    constexpr std::array usual{State::completed, State::waiting_for_cutover, State::pending};
    constexpr std::array<std::string_view, 4> policies_and_words{"halt", "continue", "pause", "unheard_of"};
    Question question;
    question.decision = Decision::target;
    question.rows.resize(1 + dice.below(8));
    for (WrittenRow& row : question.rows) {
        const State state =
            dice.one_in(6) ? dice.of(std::span<const State>(words.states)) : dice.of(std::span<const State>(usual));
        row = {.state = std::string(token(words.has(state) ? state : words.states.front()))};
        const std::string_view policy = dice.of(std::span<const std::string_view>(policies_and_words));
        const bool is_offered = words.has(reference::parse_policy(policy));
        row.on_failure = is_offered ? policy_word(policy) : absent_policy;
    }
    return question;
}

}  // namespace

std::vector<Source> target_sources(Edition edition, const Words& words, std::uint64_t seed) {
    std::vector<State> few;
    for (const State state : {State::completed, State::waiting_for_cutover, State::pending, State::resuming,
                              State::running, State::cutting_over, State::catching_up, State::failed}) {
        if (words.has(state)) {
            few.push_back(state);
        }
    }
    const auto source = [&](std::size_t length, const std::vector<State>& states) {
        return questions_source(
            edition, fmt::format("target: {} row{} of {} states", length, length == 1 ? "" : "s", states.size()),
            fmt::format("The state shown is right of all lists of {} row{} in {} states.", length,
                        length == 1 ? "" : "s", states.size()),
            lists_of(length, states));
    };
    if (words.states.empty()) {
        return {};
    }
    return {source(1, words.states), source(2, words.states), source(3, few),
            questions_source(edition, "target: random",
                             fmt::format("The state shown is right of {} lists of up to 8 rows, chosen at random.",
                                         random_questions),
                             random_questions,
                             [words, seed](std::uint64_t number) { return random_target(words, Dice(seed, number)); })};
}

}  // namespace rollout::oracle
