// How the fuzz targets spell a row with its place: `STATE,FLAGS,DEPLOYMENT,KEY,TARGET`, where FLAGS holds `f` for a
// finalizer, `n` for not started, `c` and `p` for the policies continue and pause, and the digits of its step.
#pragma once

#include <rollout/vocabulary/child.hpp>

#include "pieces_of.hpp"

namespace rollout::fuzz {

/// Returns the number that the digits among `flags` make, one after the other.
inline std::uint32_t step_of(std::string_view flags) {
    std::uint32_t step = 0;
    for (const char flag : flags) {
        step = flag >= '0' && flag <= '9' ? 10 * step + static_cast<std::uint32_t>(flag - '0') : step;
    }
    return step;
}

/// Returns the row that `line` spells, `comma` between its fields. It points into `line`.
inline Row row_of_line(std::string_view line, char comma) {
    std::vector<std::string_view> fields = pieces_of(line, comma);
    fields.resize(5);
    const auto has = [&](char flag) { return fields[1].find(flag) != std::string_view::npos; };
    Row row{.state = fields[0],
            .placement = {.deployment = fields[2],
                          .key = fields[3],
                          .kind = has('f') ? Kind::group_finalizer : Kind::work,
                          .started = !has('n'),
                          .step = step_of(fields[1]),
                          .target = fields[4]}};
    if (has('c') || has('p')) {
        row.on_failure = has('c') ? "continue" : "pause";
    }
    return row;
}

}  // namespace rollout::fuzz
