// One line of JSON Lines input, read as if it were hostile: every byte is checked, no field is guessed, and what is
// wrong is named by field or byte.
#pragma once

#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <rollout/vocabulary/child.hpp>

namespace rollout::oracle {

struct RolloutLine {
    std::string_view id;             // the raw JSON value, as it came; empty if absent. Points into the line.
    std::optional<Edition> edition;  // if the line names one
    std::optional<bool> released;    // if the line says so
    std::variant<std::vector<Operation>, std::vector<Child>> elements;
    std::vector<Placement> placements;  // of the operations, in order; empty if no row says anything of its place
    std::shared_ptr<std::pmr::monotonic_buffer_resource> text;  // what the placements point into

    /// Returns the operations with their places. Requires: the elements are operations.
    std::vector<PlacedOperation> placed() const;
};

struct LineError {
    std::string_view id;  // if it was readable
    std::string message;  // names the field or the byte offset
};

/// Reads a rollout object (contract: `project --jsonl`). One carriage return at the end is accepted. States are read in
/// the whole vocabulary, so that the edition may follow them. Cost: one pass; memory for two bytes an
/// operation, 56 more and the text if some row says where it stands, or five bytes a child.
std::variant<RolloutLine, LineError> read_rollout_line(std::string_view line);

}  // namespace rollout::oracle
