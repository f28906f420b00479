// Findings about readers: programs that read words otherwise than the specification. For each one the shortest rollout
// on which its answer differs.
#include <array>

#include <rollout/project.hpp>
#include <rollout/vocabulary/text.hpp>

#include "facts.hpp"
#include "findings.hpp"
#include "shortest.hpp"

namespace rollout::analysis {
namespace {

/// An implementation whose surfaces read words in different ways.
struct Readers {
    State (*base)(Edition, std::string_view) = parse_state;  // of the base
    State (*over)(Edition, std::string_view) = parse_state;  // of the test whether a child is over
    Policy (*policy)(std::optional<std::string_view>) = parse_policy;
};

/// Returns the projection by an implementation that reads so and otherwise follows the edition.
State project_by(const Readers& readers, Edition edition, std::span<const Row> rows) {
    using namespace facts_of_a_list;
    Summary seen;
    for (const Row& row : rows) {
        const Policy policy = readers.policy(row.on_failure);
        const auto facts_by = [&](auto reader) {
            return letter(edition, Operation{reader(edition, row.state), policy}).facts;
        };
        seen = combine(seen, {(facts_by(readers.base) & every_state) | (facts_by(readers.over) & ~every_state)});
    }
    return finish(edition, seen);
}

/// Words as stores have them, the odd ones among the plain.
std::vector<Row> rows_in_use() {
    std::vector<Row> rows;
    for (const std::string_view state :
         {"pending", "running", "completed", "failed", "stopped", "cancelled", "STATE_FAILED", "STATE_COMPLETE",
          "state_failed", "complete", "FAILED", "nonsense", "\u017Ftopped", ""}) {
        for (const auto& policy :
             std::initializer_list<std::optional<std::string_view>>{std::nullopt, "continue", "pause", "Continue"}) {
            rows.push_back({.state = state, .on_failure = policy});
        }
    }
    return rows;
}

/// Returns the search for a shortest rollout on which the readers answer otherwise than the specification.
auto disagreement(Readers readers) {
    return [readers](Edition edition) -> std::optional<Witness> {
        static const std::vector<Row> alphabet = rows_in_use();
        const auto found = shortest(std::span<const Row>(alphabet), finding_length_max, [&](std::span<const Row> rows) {
            return project_by(readers, edition, rows) != project(edition, rows);
        });
        if (!found) {
            return std::nullopt;
        }
        const std::span<const Row> rows(*found);
        const State answer = project(edition, rows);
        return Witness{*found, answer,
                       "it says " + std::string(token(project_by(readers, edition, rows))) + ", the specification " +
                           std::string(token(answer))};
    };
}

State without_dropping_the_prefix(Edition edition, std::string_view word) {
    // A word that means something only without its prefix means nothing to this reader.
    const bool has_prefix = parse_state(std::string(state_prefix) + std::string(word)) == State::unrecognized;
    return has_prefix ? State::unrecognized : parse_state(edition, word);
}
State without_complete(Edition edition, std::string_view word) {
    const bool is_the_alias = word.ends_with("complete") || word.ends_with("COMPLETE");
    return is_the_alias ? State::unrecognized : parse_state(edition, word);
}
State unknown_is_running(Edition edition, std::string_view word) {
    const State state = parse_state(edition, word);
    return state == State::unrecognized ? State::running : state;
}
State in_upper_case_of_unicode(Edition edition, std::string_view word) {
    // The two letters beyond ASCII whose upper case is in ASCII.
    constexpr std::array<std::pair<std::string_view, char>, 2> letters{{{"\u017F", 'S'}, {"\u0131", 'I'}}};
    std::string upper(word);
    for (const auto& [letter, capital] : letters) {
        for (std::size_t at = upper.find(letter); at != std::string::npos; at = upper.find(letter)) {
            upper.replace(at, letter.size(), 1, capital);
        }
    }
    return parse_state(edition, upper);
}
Policy ignoring_case(std::optional<std::string_view> stored) {
    if (!stored) {
        return parse_policy(stored);
    }
    std::string lower(*stored);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte; });
    return parse_policy(std::string_view(lower));
}

}  // namespace

std::vector<Finding> reader_findings() {
    return {{"F-6", disagreement(Readers{.base = without_dropping_the_prefix})},
            {"F-7", disagreement(Readers{.over = without_complete})},
            {"F-8", disagreement(Readers{.base = unknown_is_running, .over = unknown_is_running})},
            {"F-9", disagreement(Readers{.base = in_upper_case_of_unicode, .over = in_upper_case_of_unicode})},
            {"F-10", disagreement(Readers{.policy = ignoring_case})}};
}

}  // namespace rollout::analysis
