#include "causes.hpp"

#include <algorithm>

#include "explanation.hpp"
#include "shrink.hpp"
#include "spec.hpp"

namespace rollout::conformance {
namespace {

/// Adds what the reference says of the input: clause, sentence, explanation.
void explain(Cause& cause, Edition edition, const Input& input) {
    if (const auto clause = deciding_clause(edition, input)) {
        cause.clause = reference::id(*clause);
        cause.sentence = oracle::find_section(cause.clause)->sentence;
    }
    if (const auto* rollout = std::get_if<Rollout>(&input)) {
        cause.explanation = oracle::elements_explanation(edition, *rollout) +
                            oracle::explanation(edition, children_of(edition, *rollout));
    }
}

}  // namespace

std::vector<Cause> causes_of(Judge& judge, Edition edition) {
    std::vector<Cause> causes;
    for (const auto& [key, alike] : judge.alike()) {
        Cause cause;
        cause.shown = alike.shortest;
        cause.cases = alike.cases;
        Input input = alike.input;
        const Failure& failure = alike.shortest;
        const std::string said =
            in_words(failure.kind == Failure::Kind::error ? Answer::Kind::error : Answer::Kind::said, failure.said);
        if (const auto* rollout = std::get_if<Rollout>(&input)) {
            auto smaller = shrunk(judge, edition, *rollout, failure.expected, said);
            if (smaller && smaller->id.size() <= Judge::input_bytes_max) {
                cause.shown.id = std::move(smaller->id);
                cause.shown.input = members_of(smaller->input);
                input = std::move(smaller->input);
            }
        }
        // Two causes that come down to one rollout are one.
        const auto known = std::find_if(causes.begin(), causes.end(), [&](const Cause& other) {
            return other.shown.id == cause.shown.id && other.shown.said == cause.shown.said;
        });
        if (known != causes.end()) {
            known->cases += cause.cases;
            continue;
        }
        explain(cause, edition, input);
        if (cause.shown.input.size() > Judge::input_bytes_max) {
            cause.shown.input.clear();
        }
        causes.push_back(std::move(cause));
    }
    std::stable_sort(causes.begin(), causes.end(),
                     [](const Cause& left, const Cause& right) { return left.cases > right.cases; });
    return causes;
}

std::vector<TestCase> fewest_that_break(std::vector<TestCase> request,
                                        const std::function<bool(const std::vector<TestCase>&)>& breaks) {
    // Who breaks the protocol whatever is asked does so at the first case.
    if (const std::vector<TestCase> one(request.begin(), request.begin() + 1); breaks(one)) {
        return one;
    }
    while (request.size() > 1) {
        const auto middle = request.begin() + static_cast<std::ptrdiff_t>(request.size() / 2);
        const std::vector<TestCase> first(request.begin(), middle);
        const std::vector<TestCase> second(middle, request.end());
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
