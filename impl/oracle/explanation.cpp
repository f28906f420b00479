#include "explanation.hpp"

#include <fmt/format.h>

#include <rollout/reference/projection.hpp>

#include "spec.hpp"

namespace rollout::oracle {
namespace {

std::string ladder(const char* title, const std::vector<reference::Step>& steps) {
    std::string made = fmt::format("{}\n", title);
    for (const reference::Step& step : steps) {
        const Clause* clause = find_clause(reference::id(step.clause));
        made += fmt::format("  {:8} {}  {}\n", reference::id(step.clause), step.holds ? "yes" : "no ",
                            step.holds ? clause->sentence : clause->not_when);
    }
    return made;
}

}  // namespace

std::string explanation(Edition edition, std::span<const Child> children) {
    const reference::Explanation found = reference::explain(edition, children);
    return ladder("base", found.base) + ladder("rollout", found.rollout);
}

}  // namespace rollout::oracle
