#include "explanation.hpp"

#include <fmt/format.h>

#include "readable.hpp"
#include "reading.hpp"
#include "spec.hpp"

namespace rollout::oracle {
namespace {

std::string ladder(const char* title, State state, const std::vector<reference::Step>& steps) {
    std::string text = fmt::format("{}: {}\n", title, token(state));
    for (const reference::Step& step : steps) {
        const Section* clause = find_section(reference::id(step.clause));
        text += fmt::format("  {:8} {}  {}\n", reference::id(step.clause), step.holds ? "yes" : "no ",
                            step.holds ? clause->sentence : clause->not_when);
    }
    return text;
}

}  // namespace

std::string explanation(Edition edition, std::span<const Child> children) {
    const reference::Explanation found = reference::explain(edition, children);
    return ladder("base", reference::base(edition, children), found.base) +
           ladder("rollout", reference::project(edition, children), found.rollout);
}

std::string elements_explanation(Edition edition, const Rollout& rollout) {
    const Reading reading(edition, rollout);
    const std::size_t size = reading.children().size();
    return (rollout.is_of_children() ? "children\n" : "rows\n") + std::string(size == 0 ? "  none\n" : "") +
           numbered_lines(size, [&](std::size_t at) { return reading.text(at); });
}

}  // namespace rollout::oracle
