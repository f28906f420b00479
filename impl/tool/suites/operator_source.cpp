#include "operator_source.hpp"

#include <fmt/format.h>

#include <utility>

#include "dice.hpp"

namespace rollout::oracle {
namespace {

/// The axes of the operator: what is stored and what is projected are one, because the answer asks whether they are
/// equal.
enum OperatorAxis : std::size_t { pair, base, reopen, started_at, reading, completed_at, text };

Axis pairs_of(const std::vector<State>& states) {
    std::vector<std::size_t> values;
    for (const State stored : states) {
        for (const State projected : states) {
            values.push_back(static_cast<std::size_t>(stored) * state_count + static_cast<std::size_t>(projected));
        }
    }
    return {std::move(values), [](Question& question, std::size_t value) {
                question.writer.guard.stored = static_cast<State>(value / state_count);
                question.writer.guard.projected = static_cast<State>(value % state_count);
            }};
}

/// Returns the answer, but for which state is written: that is the projected one in any case.
std::string answer_without_state(Edition edition, const Question& question) {
    std::string said = answer(edition, question, by_reference);
    const std::string written = fmt::format("write {} ", token(question.writer.guard.projected));
    return said.starts_with(written) ? said.substr(written.size()) : said;
}

Space operator_space(const Words& words) {
    Question start;
    start.decision = Decision::operator_write;
    std::vector<Axis> axes{pairs_of(words.states)};
    for (const std::string_view name : {"base", "reopen", "started_at", "reading", "completed_at", "text"}) {
        axes.push_back(axis(Decision::operator_write, name));
    }
    axes[base].values = values_of(words.states);
    return {std::move(start), std::move(axes)};
}

/// Returns the space of one value for each class of pairs and of bases.
Space writer_classes(Edition edition, const Space& all) {
    const auto signature = [edition](const Question& question) { return answer_without_state(edition, question); };
    // The base matters to the guard alone, which looks at none of these three.
    const Space of_the_guard = all.with(reading, {0}).with(completed_at, {0}).with(text, {0});
    const Space few_bases = all.with(base, representatives(of_the_guard, base, signature));
    return few_bases.with(pair, representatives(few_bases, pair, signature));
}

}  // namespace

std::vector<Source> operator_sources(Edition edition, const Words& words, std::uint64_t seed) {
    const Space all = operator_space(words);
    if (all.size() == 0) {
        return {};
    }
    const Space some = writer_classes(edition, all);
    const std::size_t pair_count = some.axes()[pair].values.size();
    const std::size_t base_count = some.axes()[base].values.size();
    return {source_by_class(
                edition, "operator: by class",
                fmt::format("The operator's write is right of every combination of {} classes of a stored and a "
                            "projected state, {} of the base and every other input, and of each other two states "
                            "and each other base {} times.",
                            pair_count, base_count, times_left_out),
                some, LeftOut(all, some, times_left_out)),
            questions_source(edition, "operator: random",
                             fmt::format("The operator's write is right of {} of its {} inputs, chosen at random.",
                                         random_questions, all.size()),
                             random_questions, [all, seed](std::uint64_t number) {
                                 return all.at(Dice(seed, number).below(static_cast<std::size_t>(all.size())));
                             })};
}

}  // namespace rollout::oracle
