#include "causes.hpp"

#include <algorithm>

#include "deciding_clause.hpp"
#include "explanation.hpp"
#include "shrink.hpp"
#include "spec.hpp"

namespace rollout::conformance {
namespace {

/// Adds what the reference says of the case: clause, sentence, explanation.
void explain(Cause& cause, Edition edition, const std::string& subject) {
    cause.rollout = cause.shown.asked.id;
    if (const auto clause = deciding_clause(edition, subject, cause.shown.asked)) {
        cause.clause = reference::id(*clause);
        cause.sentence = oracle::find_clause(cause.clause)->sentence;
    }
    const auto rollout = subject == "projection" ? rollout_of(cause.shown.asked) : std::nullopt;
    if (rollout) {
        cause.explanation = oracle::elements_explanation(edition, *rollout) +
                            oracle::explanation(edition, children_of(edition, *rollout));
    }
}

}  // namespace

std::vector<Cause> causes_of(Judge& judge, Edition edition, const std::string& subject) {
    std::vector<Cause> causes;
    for (const auto& [key, alike] : judge.alike()) {
        Cause cause;
        cause.shown = alike.shortest;
        cause.cases = alike.cases;
        const Failure& failure = alike.shortest;
        const std::string said =
            in_words(failure.kind == Failure::Kind::error ? Answer::Kind::error : Answer::Kind::said, failure.said);
        const auto rollout = subject == "projection" ? rollout_of(failure.asked) : std::nullopt;
        if (rollout) {
            auto smaller = shrunk(judge, edition, *rollout, failure.asked.expected, said);
            if (smaller && smaller->id.size() <= Judge::input_bytes_max) {
                cause.shown.asked = *std::move(smaller);
            }
        }
        // Two causes that come down to one rollout are one.
        const auto known = std::find_if(causes.begin(), causes.end(), [&](const Cause& other) {
            return other.shown.asked.id == cause.shown.asked.id && other.shown.said == cause.shown.said;
        });
        if (known != causes.end()) {
            known->cases += cause.cases;
            continue;
        }
        explain(cause, edition, subject);
        Judge::leave_out_long_input(cause.shown.asked);
        causes.push_back(std::move(cause));
    }
    std::stable_sort(causes.begin(), causes.end(),
                     [](const Cause& left, const Cause& right) { return left.cases > right.cases; });
    return causes;
}

std::vector<Case> fewest_that_break(std::vector<Case> request,
                                    const std::function<bool(const std::vector<Case>&)>& breaks) {
    // Who breaks the protocol whatever is asked does so at the first case.
    if (const std::vector<Case> one(request.begin(), request.begin() + 1); breaks(one)) {
        return one;
    }
    while (request.size() > 1) {
        const auto middle = request.begin() + static_cast<std::ptrdiff_t>(request.size() / 2);
        const std::vector<Case> first(request.begin(), middle);
        const std::vector<Case> second(middle, request.end());
        if (breaks(first)) {
            request = first;
        } else if (breaks(second)) {
            request = second;
        } else {
            break;
        }
    }
    return request;
}

}  // namespace rollout::conformance
