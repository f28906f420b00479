// Rows with their places, as the structured targets draw them: of a few deployments and scopes, so that rows relate.
#pragma once

#include <array>

#include "drawn.hpp"
#include "row_text.hpp"

namespace rollout::fuzz {

inline std::string draw_component(FuzzedDataProvider& choices) {
    const auto number = choices.ConsumeIntegralInRange<unsigned>(0, 15);
    return number == 15 ? choices.ConsumeRandomLengthString(4)
                        : std::string(1 + number / 8, "ab/\0\xFFgA.a"[number % 8]);
}

/// A key of up to three components; of a finalizer usually the scope's own, which ends in a fixed word.
inline std::string draw_key(FuzzedDataProvider& choices, Kind kind) {
    std::string key;
    for (auto left = choices.ConsumeIntegralInRange<unsigned>(0, 3); left > 0; --left) {
        key += draw_component(choices) + "/";
    }
    if (choices.ConsumeIntegralInRange<unsigned>(0, 7) == 7) {
        return key;
    }
    return key + (kind == Kind::group_finalizer ? "group_finalizer" : draw_component(choices));
}

inline RowText draw_placed_row(FuzzedDataProvider& choices) {
    const Operation operation = draw_operation(choices);
    RowText row{.state = std::string(token(operation.state)), .on_failure = std::string(word(operation.on_failure))};
    row.kind = choices.ConsumeBool() ? Kind::group_finalizer : Kind::work;
    row.started = choices.ConsumeBool();
    row.deployment = choices.ConsumeIntegralInRange<unsigned>(0, 3) == 3 ? draw_component(choices) : "";
    row.key = draw_key(choices, row.kind);
    row.step = choices.ConsumeIntegralInRange<std::uint32_t>(0, 3);
    row.target = choices.ConsumeIntegralInRange<unsigned>(0, 3) == 3 ? draw_component(choices) : "";
    return row;
}

}  // namespace rollout::fuzz
