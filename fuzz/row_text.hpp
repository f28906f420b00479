// A row that carries its own text, for targets that make rows up.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <rollout/vocabulary/child.hpp>

namespace rollout::fuzz {

struct RowText {
    std::string state;
    std::optional<std::string> on_failure = std::nullopt;
    std::string deployment = {};
    std::string key = {};
    Kind kind = Kind::work;
    bool started = true;
    std::uint32_t step = 0;
    std::string target = {};

    /// Returns the row, which points into this text.
    Row row() const {
        return {.state = state,
                .on_failure = on_failure ? std::optional<std::string_view>(*on_failure) : std::nullopt,
                .placement = {.deployment = deployment,
                              .key = key,
                              .kind = kind,
                              .started = started,
                              .step = step,
                              .target = target}};
    }
};

/// Returns the rows, which point into the texts.
inline std::vector<Row> rows_of(const std::vector<RowText>& texts) {
    std::vector<Row> rows;
    for (const RowText& text : texts) {
        rows.push_back(text.row());
    }
    return rows;
}

}  // namespace rollout::fuzz
