// How the fuzz targets spell a row with its place: `STATE,FLAGS,DEPLOYMENT,KEY`, where FLAGS holds `f` for a finalizer,
// `n` for not started, `c` and `p` for the policies continue and pause.
#pragma once

#include <rollout/vocabulary/child.hpp>

#include "pieces_of.hpp"

namespace rollout::fuzz {

/// Returns the row that `line` spells, `comma` between its fields. It points into `line`.
inline Row row_of_line(std::string_view line, char comma) {
    std::vector<std::string_view> fields = pieces_of(line, comma);
    fields.resize(4);
    const auto has = [&](char flag) { return fields[1].find(flag) != std::string_view::npos; };
    Row row{.state = fields[0],
            .placement = {.deployment = fields[2],
                          .key = fields[3],
                          .kind = has('f') ? Kind::group_finalizer : Kind::work,
                          .started = !has('n')}};
    if (has('c') || has('p')) {
        row.on_failure = has('c') ? "continue" : "pause";
    }
    return row;
}

}  // namespace rollout::fuzz
