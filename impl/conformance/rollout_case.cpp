#include "rollout_case.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <rollout/vocabulary/text.hpp>

#include "list_json.hpp"

namespace rollout::conformance {

std::optional<Rollout> rollout_of(const Case& asked) {
    const std::string object = "{" + asked.input + "}";
    auto read = oracle::read_rollout_line(object);
    if (!std::holds_alternative<oracle::RolloutLine>(read)) {
        return std::nullopt;
    }
    const auto line = std::make_shared<const oracle::RolloutLine>(std::get<oracle::RolloutLine>(std::move(read)));
    Rollout made;
    made.latch = line->released.value_or(false) ? Latch::released : Latch::unreleased;
    if (const auto* children = std::get_if<std::vector<Child>>(&line->elements)) {
        made.elements = *children;
    } else if (line->placements.empty()) {
        made.elements = std::get<std::vector<Operation>>(line->elements);
    } else {
        made.elements = line->placed();
        made.text = line;
    }
    return made;
}

Case case_of(Edition edition, const Rollout& rollout) {
    return std::visit(
        [&](const auto& list) {
            using Element = typename std::decay_t<decltype(list)>::value_type;
            std::vector<std::string> elements;
            for (const Element& element : list) {
                elements.push_back(oracle::element_json(element));
            }
            constexpr bool is_child = std::is_same_v<Element, Child>;
            const std::string json = fmt::format("[{}]", fmt::join(elements, ","));
            const bool is_released = rollout.latch == Latch::released;
            const std::string id = std::is_same_v<Element, PlacedOperation> ? "rows " + json : text_of(list);
            return Case{fmt::format("{}{}{}", is_child ? "children: " : "", is_released ? "released: " : "", id),
                        fmt::format("\"{}\":{}{}", is_child ? "children" : "operations", json,
                                    is_released ? ",\"released\":true" : ""),
                        std::string(token(decision_of(edition, rollout).state))};
        },
        rollout.elements);
}

std::vector<Child> children_of(Edition edition, const Rollout& rollout) {
    if (const auto* children = std::get_if<std::vector<Child>>(&rollout.elements)) {
        return *children;
    }
    if (const auto* rows = std::get_if<std::vector<PlacedOperation>>(&rollout.elements)) {
        return reference::build(edition, std::span<const PlacedOperation>(*rows), rollout.latch);
    }
    std::vector<Child> children;
    for (const Operation& operation : std::get<std::vector<Operation>>(rollout.elements)) {
        children.push_back(reference::child(edition, operation, rollout.latch));
    }
    return children;
}

reference::Decision decision_of(Edition edition, const Rollout& rollout) {
    return reference::decide(edition, std::span<const Child>(children_of(edition, rollout)));
}

}  // namespace rollout::conformance
